//! The JSON objects of findings as text.

use std::fmt::Write;

use serde::Serialize;

use crate::describe::RuleText;
use crate::lang::Lang;
use crate::validate::report::Finding;
use crate::validate::subject::Subject;

/// What the findings of a rule that is not checked have in common, beside code and severity.
#[derive(Serialize)]
struct Common<'f> {
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'f str>,
    message: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'f RuleText>,
}

impl Finding {
    /// Appends the JSON object of the finding to a text: that which serializing it in the language gives. It takes less time
    /// than that, because most of what findings of rules that are not checked say is the same in each item, and is made once for
    /// a [`Validator`](crate::validate::Validator).
    ///
    /// ```
    /// use tmall_schema::{Lang, Param, Schema, Validator};
    /// let schema = Schema::parse(r#"<itemRule><field id="title" name="标题" type="input"><rules>
    ///   <rule name="requiredRule" value="true"/></rules></field></itemRule>"#)?;
    /// let report = Validator::compile(&schema).check(&Param::parse("<itemParam/>")?);
    /// let finding = &report.findings()[0];
    /// let mut json = String::new();
    /// finding.push_json(Lang::Zh, &mut json);
    /// assert_eq!(json, serde_json::to_string(&finding.in_lang(Lang::Zh))?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn push_json(&self, lang: Lang, json: &mut String) {
        let (Subject::Shared(subject), None) = (&self.subject, &self.suggestion) else {
            json.push_str(&text_of(&self.in_lang(lang)));
            return;
        };
        let common = subject.json(lang, || {
            let message = &self.message_text(lang);
            let object = text_of(&Common { field: self.field(), message, rule: self.rule() });
            // Without the braces around it.
            object[1..object.len() - 1].to_owned()
        });
        json.push_str("{\"code\":\"");
        json.push_str(self.code_text());
        json.push_str("\",\"severity\":\"");
        json.push_str(self.severity.as_str());
        json.push_str("\",\"path\":");
        push_string(self.path(), json);
        json.push(',');
        json.push_str(common);
        if let Some(actual) = self.actual() {
            json.push_str(",\"actual\":");
            push_string(actual, json);
        }
        if let Some(at) = self.position {
            // Writing to a string does not fail.
            let _ = write!(json, ",\"line\":{},\"column\":{}", at.line, at.column);
        }
        json.push('}');
    }
}

fn push_string(text: &str, json: &mut String) {
    if text.bytes().any(|byte| byte < 0x20 || matches!(byte, b'"' | b'\\')) {
        json.push_str(&text_of(text));
        return;
    }
    json.push('"');
    json.push_str(text);
    json.push('"');
}

/// What is written here does not fail to serialize.
fn text_of(value: &(impl Serialize + ?Sized)) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::param::Param;
    use crate::schema::Schema;
    use crate::validate::Validator;

    /// Of all kinds of rules that are not checked, with texts that JSON escapes, twice from one validator.
    #[test]
    fn as_serialized() {
        let schema = Schema::parse(
            r#"<itemRule>
              <field id="a/~b" name="“a” &quot;\ &#9;" type="input"><rules><rule name="1_1" value="&quot;x&quot;&#10;y"/></rules></field>
              <field id="none" type="singleCheck"><rules><rule name="requiredRule" value="true"/></rules></field>
              <field id="files" type="multiInput"><rules><rule name="maxTargetSizeRule" value="3" unit="kb"/></rules></field>
              <field id="odd" name="" type="input"><rules><rule value="4"/><rule name="maxLengthRule" value="x"/></rules></field>
              <field id="other" type="unknown"/>
            </itemRule>"#,
        );
        let validator = Validator::compile(&schema.unwrap());
        let items = [
            r#"<itemParam><field id="a/~b"><value>1</value></field><field id="none"><value>1</value></field>
              <field id="files"><values><value>"\&#9;a</value><value>b</value></values></field>
              <field id="odd"><value>v</value></field><field id="other"><value>v</value></field></itemParam>"#,
            r#"<itemParam><field id="none"><value/></field><field id="files"><values><value>c</value></values></field>
              <field id="odd"><value> </value></field></itemParam>"#,
        ];
        let mut shared = 0;
        for xml in items.iter().chain(&items) {
            for finding in validator.check(&Param::parse(xml).unwrap()).findings() {
                shared += usize::from(matches!(finding.subject, Subject::Shared(_)));
                for lang in [Lang::En, Lang::Zh] {
                    let mut json = String::from("[");
                    finding.push_json(lang, &mut json);
                    assert_eq!(json, format!("[{}", serde_json::to_string(&finding.in_lang(lang)).unwrap()));
                }
            }
        }
        assert!(shared >= 12, "{shared}");
    }
}
