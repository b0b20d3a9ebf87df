//! The language of messages: the flag, else the settings, else the environment.

use tmall_schema::Lang;

/// Picks the text of a language.
pub(crate) fn pick<T>(lang: Lang, en: T, zh: T) -> T {
    if lang == Lang::Zh { zh } else { en }
}

/// The language of the locale. As POSIX has it, the first of the variables that is set to anything decides,
/// also when it names a language that we do not speak.
pub(crate) fn from_environment() -> Lang {
    decide(["LC_ALL", "LC_MESSAGES", "LANG"].map(|name| std::env::var(name).ok()))
}

fn decide(variables: [Option<String>; 3]) -> Lang {
    let set = variables.into_iter().flatten().find(|value| !value.is_empty());
    set.and_then(|value| Lang::parse(&value)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_set_variable_decides() {
        let decide = |values: [&str; 3]| decide(values.map(|value| Some(value.to_owned())));
        assert_eq!(decide(["", "", "zh_CN.UTF-8"]), Lang::Zh);
        assert_eq!(decide(["C", "", "zh_CN.UTF-8"]), Lang::En);
        assert_eq!(decide(["zh_TW", "en_US", "en_US"]), Lang::Zh);
        assert_eq!(decide(["", "zh", "en"]), Lang::Zh);
        assert_eq!(super::decide([None, None, None]), Lang::En);
    }
}
