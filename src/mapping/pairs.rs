//! Lists of properties and values in one text, as the platform's older interfaces have them: `1627207:28326;20509:28314`.

use super::option::fold;
use crate::schema::FieldRef;

/// The keys under which the pairs of a field are: its id, the number of the property in it, its name.
pub(super) fn keys_of(field: FieldRef<'_>) -> Vec<String> {
    let id = field.id();
    // `prop_1627207` of the classic dialects, `p-1627207` of the new one.
    let number = ["prop_", "p-"].into_iter().find_map(|prefix| id.strip_prefix(prefix));
    let name = field.name().map(str::trim).filter(|name| !name.is_empty());
    let mut keys: Vec<String> = [Some(id), number, name].into_iter().flatten().map(fold).collect();
    keys.dedup();
    keys
}

/// The values of a field in a text of pairs; `None` if the text is not one.
///
/// Pairs are separated by semicolons, key and value by a colon. Further parts, which repeat the two as names, are left out:
/// `1627207:28326:颜色:红色`.
pub(super) fn values_of<'t>(text: &'t str, keys: &[String]) -> Option<Vec<&'t str>> {
    let mut values = Vec::new();
    for pair in text.split([';', '；']).map(str::trim).filter(|pair| !pair.is_empty()) {
        let (key, rest) = pair.split_once([':', '：'])?;
        let value = rest.split([':', '：']).next().unwrap_or_default().trim();
        if value.is_empty() {
            return None;
        }
        if keys.contains(&fold(key)) {
            values.push(value);
        }
    }
    Some(values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Schema;

    #[test]
    fn pairs() {
        let schema = Schema::parse(
            r#"<itemRule><field id="prop_1627207" name="颜色分类" type="input"/><field id="p-20509" type="input"/></itemRule>"#,
        )
        .unwrap();
        let keys: Vec<Vec<String>> = schema.fields().map(keys_of).collect();
        let text = "1627207:28326; 20509:28314:尺码:M;颜色分类：红色;1627207:3;";
        assert_eq!(values_of(text, &keys[0]).unwrap(), ["28326", "红色", "3"]);
        assert_eq!(values_of(text, &keys[1]).unwrap(), ["28314"]);
        assert_eq!(values_of("", &keys[0]).unwrap(), [""; 0]);
        for wrong in ["红色", "1627207:", "1:2;红色"] {
            assert_eq!(values_of(wrong, &keys[0]), None, "{wrong}");
        }
    }
}
