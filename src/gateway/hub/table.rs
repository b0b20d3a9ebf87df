//! Tables and their rows.

use std::collections::BTreeMap;

use crate::gateway::hub::HubError;

/// A table that the Cloud Hub replicates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Its columns.
    pub columns: &'static [Column],
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Column {
    /// Its name, as the guide prints it: `order_Id` in two tables.
    pub name: &'static str,
    /// The form of its values.
    pub kind: ColumnKind,
    /// Whether it may be null.
    pub is_nullable: bool,
}

/// The form of a column's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ColumnKind {
    /// A whole number.
    Integer,
    /// A number with decimal digits.
    Decimal,
    /// A text.
    Text,
    /// A time.
    Time,
    /// `Y` or `N`.
    YesNo,
}

use ColumnKind::{Decimal, Integer, Text, Time, YesNo};

const fn no(name: &'static str, kind: ColumnKind) -> Column {
    Column { name, kind, is_nullable: false }
}

const fn yes(name: &'static str, kind: ColumnKind) -> Column {
    Column { name, kind, is_nullable: true }
}

const TABLES: &[Table] = &[
    Table {
        name: "ali1688_category",
        columns: &[
            no("id", Integer),
            no("create_datetime", Text),
            no("modify_datetime", Text),
            no("category_id", Integer),
            no("category_name", Text),
            no("is_leaf", YesNo),
            no("attributes", Text),
            no("category_level", Integer),
            yes("category1_id", Integer),
            yes("category1_name", Text),
            yes("category2_id", Integer),
            yes("category2_name", Text),
            yes("category3_id", Integer),
            yes("category3_name", Text),
            yes("user_category_id", Text),
            yes("user_category_name", Text),
        ],
    },
    Table {
        name: "ali1688_product",
        columns: &[
            no("id", Integer),
            no("product_id", Integer),
            yes("quality_level", Integer),
            no("subject", Text),
            no("category_id", Integer),
            no("category_name", Text),
            yes("product_cargo_number", Text),
            yes("sku_cargo_numbers", Text),
            no("status", Text),
            no("create_time", Time),
            no("last_update_time", Time),
            yes("last_repost_time", Time),
            yes("approved_time", Time),
            yes("expire_time", Time),
            yes("product_datas", Text),
        ],
    },
    Table {
        name: "ali1688_order",
        columns: &[
            no("id", Integer),
            no("order_id", Text),
            yes("outter_id", Text),
            no("create_time", Time),
            no("modify_time", Time),
            yes("pay_time", Time),
            yes("all_delivered_time", Time),
            yes("complete_time", Time),
            no("status", Text),
            no("seller_member_id", Text),
            no("buyer_member_id", Text),
            yes("sum_product_payment", Text),
            yes("alipay_trade_id", Text),
            no("order_datas", Text),
        ],
    },
    Table {
        name: "ali1688_order_line",
        columns: &[
            no("id", Integer),
            no("sub_item_id", Integer),
            no("order_id", Integer),
            no("status", Text),
            no("quantity", Integer),
            yes("unit", Text),
            no("product_id", Integer),
            yes("product_cargo_number", Text),
            yes("cargo_number", Text),
            yes("sku_id", Integer),
            yes("refund_id", Text),
            yes("refund_id_for_as", Text),
            yes("refund", Decimal),
            no("order_line_data", Text),
        ],
    },
    Table {
        name: "ali1688_order_refund",
        columns: &[
            no("id", Integer),
            no("refund_id", Text),
            no("status", Text),
            no("gmt_create", Time),
            no("gmt_modified", Time),
            yes("gmt_apply", Time),
            yes("gmt_completed", Time),
            no("order_Id", Integer),
            no("buyer_member_id", Text),
            yes("refund_payment", Integer),
            yes("order_refund_data", Text),
        ],
    },
    Table {
        name: "ali1688_invoice",
        columns: &[
            no("id", Integer),
            no("order_Id", Integer),
            no("invoice_type", Integer),
            no("local_invoice_id", Integer),
            no("invoice_data", Text),
        ],
    },
    Table {
        name: "ali1688_logistics_order",
        columns: &[
            no("id", Integer),
            no("logistic_id", Text),
            no("logistics_bill_no", Text),
            no("order_id", Text),
            no("gmt_create", Time),
            no("gmt_modified", Time),
            no("logistic_order_datas", Text),
        ],
    },
    Table {
        name: "ali1688_logistics_route",
        columns: &[
            no("id", Integer),
            no("logistic_id", Text),
            no("logistics_bill_no", Text),
            no("order_id", Text),
            no("gmt_create", Time),
            no("gmt_modified", Time),
            no("logistic_route_datas", Text),
        ],
    },
];

/// A row of a table: what its columns hold, as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    table: &'static Table,
    values: BTreeMap<&'static str, String>,
    unknown: BTreeMap<String, String>,
}

impl Table {
    /// All tables of the guide.
    pub fn all() -> impl Iterator<Item = &'static Table> {
        TABLES.iter()
    }

    /// The table of a name.
    #[must_use]
    pub fn find(name: &str) -> Option<&'static Table> {
        TABLES.iter().find(|table| table.name == name)
    }

    /// Reads a row from its columns with their texts; null is `None`. Names compare without case.
    ///
    /// # Errors
    /// If a column that is not nullable has no value, or a value does not have the form of its column.
    pub fn read<'a>(
        &'static self,
        columns: impl IntoIterator<Item = (&'a str, Option<&'a str>)>,
    ) -> Result<Row, HubError> {
        let mut row = Row { table: self, values: BTreeMap::new(), unknown: BTreeMap::new() };
        for (name, value) in columns {
            let Some(value) = value else { continue };
            match self.columns.iter().find(|column| column.name.eq_ignore_ascii_case(name)) {
                Some(column) if column.kind.takes(value) => {
                    row.values.insert(column.name, value.to_owned());
                }
                Some(column) => return Err(HubError::Form { of: self.name.to_owned(), name: column.name }),
                None => {
                    row.unknown.insert(name.to_owned(), value.to_owned());
                }
            }
        }
        let missing =
            self.columns.iter().find(|column| !column.is_nullable && !row.values.contains_key(column.name));
        match missing {
            Some(column) => Err(HubError::Missing { of: self.name.to_owned(), name: column.name }),
            None => Ok(row),
        }
    }
}

impl ColumnKind {
    fn takes(self, value: &str) -> bool {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let unsigned = value.strip_prefix('-').unwrap_or(value);
        match self {
            ColumnKind::Integer => digits(unsigned),
            ColumnKind::Decimal => match unsigned.split_once('.') {
                Some((whole, rest)) => digits(whole) && digits(rest),
                None => digits(unsigned),
            },
            ColumnKind::Time => value.starts_with(|c: char| c.is_ascii_digit()),
            ColumnKind::YesNo => matches!(value, "Y" | "N"),
            ColumnKind::Text => true,
        }
    }
}

impl Row {
    /// The table.
    #[must_use]
    pub fn table(&self) -> &'static Table {
        self.table
    }

    /// What a column holds, known or not.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        let known =
            self.values.iter().find(|(column, _)| column.eq_ignore_ascii_case(name)).map(|(_, value)| value);
        known.or_else(|| self.unknown.get(name)).map(String::as_str)
    }

    /// The columns that the guide does not list.
    pub fn unknown(&self) -> impl Iterator<Item = (&str, &str)> {
        self.unknown.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}
