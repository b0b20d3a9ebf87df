//! Why a workbook cannot be read, in both languages. The libraries that read workbooks have English texts for programmers: they
//! stay in English messages, as details for support; Chinese ones say the kind.

use std::io;

use calamine::{XlsError, XlsxError};
use zip::result::ZipError;

use crate::cli::lang::Message;

/// An error of reading a workbook.
pub(super) trait Reason {
    fn reason(&self) -> Message;
}

impl Reason for Message {
    fn reason(&self) -> Message {
        self.clone()
    }
}

impl Reason for io::Error {
    fn reason(&self) -> Message {
        let zh = match (self.kind(), self.raw_os_error()) {
            (io::ErrorKind::UnexpectedEof, _) => "文件不完整".to_owned(),
            (io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput, _) => "文件已损坏".to_owned(),
            (_, Some(number)) => format!("系统错误 {number}"),
            (_, None) => "读取出错".to_owned(),
        };
        Message::new(self.to_string(), zh)
    }
}

// The enums are those of other crates, and may grow.
impl Reason for ZipError {
    fn reason(&self) -> Message {
        let zh = match self {
            ZipError::Io(error) => return error.reason(),
            ZipError::InvalidArchive(_) => "文件不完整或已损坏",
            ZipError::FileNotFound => "缺少必要的部分",
            ZipError::InvalidPassword => "有密码保护",
            ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
                "压缩方式不受支持"
            }
            _ => "压缩内容有误",
        };
        Message::new(self.to_string(), zh)
    }
}

impl Reason for XlsxError {
    fn reason(&self) -> Message {
        let zh = match self {
            XlsxError::Io(error) => return error.reason(),
            XlsxError::Zip(error) => return error.reason(),
            XlsxError::Xml(_) | XlsxError::XmlAttr(_) | XlsxError::XmlEof(_) => "其中的 XML 有误".to_owned(),
            XlsxError::FileNotFound(name) => format!("缺少必要的部分 {name}"),
            XlsxError::RelationshipNotFound => "缺少必要的部分".to_owned(),
            _ => "内容不符合 .xlsx 格式".to_owned(),
        };
        Message::new(self.to_string(), zh)
    }
}

impl Reason for XlsError {
    fn reason(&self) -> Message {
        let zh = match self {
            XlsError::Io(error) => return error.reason(),
            XlsError::Cfb(_) => "文件不完整或已损坏",
            _ => "内容不符合 .xls 格式",
        };
        Message::new(self.to_string(), zh)
    }
}

impl Reason for quick_xml::Error {
    fn reason(&self) -> Message {
        match self {
            quick_xml::Error::Io(error) => error.reason(),
            other => Message::new(other.to_string(), "其中的 XML 有误"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_reasons_are_chinese() {
        let reasons: [&dyn Reason; 9] = [
            &io::Error::from(io::ErrorKind::UnexpectedEof),
            &io::Error::from_raw_os_error(5),
            &io::Error::other("corrupt deflate stream"),
            &ZipError::InvalidArchive("Could not find EOCD".into()),
            &ZipError::CompressionMethodNotSupported(98),
            &XlsxError::Zip(ZipError::FileNotFound),
            &XlsxError::FileNotFound("xl/workbook.xml".to_owned()),
            &XlsxError::DimensionCount(3),
            &XlsError::EoStream("x"),
        ];
        for reason in reasons {
            let Message { en, zh } = reason.reason();
            assert!(en.is_ascii() && !en.is_empty() && !zh.is_ascii() && !zh.contains(&en), "{en} / {zh}");
        }
    }
}
