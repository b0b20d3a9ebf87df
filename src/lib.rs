//! The engine for the Schema XML format of Tmall, Taobao and alibaba.com items.
