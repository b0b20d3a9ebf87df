//! Records as JSON text, so that rejected ones can be kept and filled again.

use super::record::{Json, Record};

impl<'t> Record<'t> {
    /// The record as JSON text on one line, with numbers as they were written.
    ///
    /// ```
    /// use tmall_schema::Record;
    /// let record = Record::from_json("{\"price\": 10.00,\n \"tags\": [\"a\", null]}")?;
    /// assert_eq!(record.to_json(), r#"{"price":10.00,"tags":["a",null]}"#);
    /// # Ok::<(), tmall_schema::Error>(())
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut text = String::new();
        write(&self.0, &mut text);
        text
    }

    /// The record with its texts as cells of a table: of these, numbers that a spreadsheet program may have shortened
    /// are reported.
    #[must_use]
    pub fn into_cells(self) -> Record<'t> {
        Record(cells(self.0))
    }

    /// The record with those of its cells that have one of these texts as plain texts: they were written as texts, so no
    /// spreadsheet program has shortened them.
    ///
    /// ```
    /// use tmall_schema::{Columns, Mapping, Record, Schema};
    /// let schema = Schema::parse(r#"<itemRule><field id="code" type="input"/></itemRule>"#)?;
    /// let mapping = Mapping::parse("[fields]\n'/code' = 'code'\n").unwrap();
    /// let plan = mapping.bind(&schema).unwrap();
    /// let columns = Columns::parse(["code"]).unwrap();
    /// assert!(plan.apply(&columns.record(["1E+05"])).is_err());
    /// assert!(plan.apply(&columns.record(["1E+05"]).with_texts(&["1E+05".to_owned()])).is_ok());
    /// # Ok::<(), tmall_schema::Error>(())
    /// ```
    #[must_use]
    pub fn with_texts(self, plain: &[String]) -> Record<'t> {
        Record(texts(self.0, plain))
    }
}

fn texts<'t>(json: Json<'t>, plain: &[String]) -> Json<'t> {
    match json {
        Json::Cell(text) if plain.iter().any(|plain| *plain == text) => Json::Text(text),
        Json::List(items) => Json::List(items.into_iter().map(|item| texts(item, plain)).collect()),
        Json::Object(entries) => {
            Json::Object(entries.into_iter().map(|(key, value)| (key, texts(value, plain))).collect())
        }
        json @ (Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) | Json::Cell(_)) => json,
    }
}

fn cells(json: Json<'_>) -> Json<'_> {
    match json {
        Json::Text(text) => Json::Cell(text),
        Json::List(items) => Json::List(items.into_iter().map(cells).collect()),
        Json::Object(entries) => {
            Json::Object(entries.into_iter().map(|(key, value)| (key, cells(value))).collect())
        }
        json @ (Json::Null | Json::Bool(_) | Json::Number(_) | Json::Cell(_)) => json,
    }
}

fn write(json: &Json<'_>, text: &mut String) {
    match json {
        Json::Null => text.push_str("null"),
        Json::Bool(yes) => text.push_str(if *yes { "true" } else { "false" }),
        Json::Number(number) => text.push_str(number),
        Json::Text(inner) | Json::Cell(inner) => write_text(inner, text),
        Json::List(items) => {
            text.push('[');
            for (number, item) in items.iter().enumerate() {
                if number > 0 {
                    text.push(',');
                }
                write(item, text);
            }
            text.push(']');
        }
        Json::Object(entries) => {
            text.push('{');
            for (number, (key, value)) in entries.iter().enumerate() {
                if number > 0 {
                    text.push(',');
                }
                write_text(key, text);
                text.push(':');
                write(value, text);
            }
            text.push('}');
        }
    }
}

fn write_text(inner: &str, text: &mut String) {
    // Writing a string to a string does not fail.
    text.push_str(&serde_json::to_string(inner).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        for text in
            [r#"{"a":[1.00,-1E+05,true,null,"x\n\"é",{}],"b":{"c":"\\"},"":""}"#, "[]", r#"{"a":1,"a":2}"#]
        {
            let record = Record::from_json(text).unwrap();
            let written = record.to_json();
            assert_eq!(written, text);
            assert_eq!(Record::from_json(&written).unwrap().0, record.0);
        }
        let record = Record::from_cells([("a[0].b", "1E+05"), ("c", "x")]).unwrap();
        assert_eq!(record.to_json(), r#"{"a":[{"b":"1E+05"}],"c":"x"}"#);
        assert_eq!(Record::from_json(&record.to_json()).unwrap().into_cells().0, record.0);
    }
}
