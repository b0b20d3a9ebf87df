//! `request`: what is secret in it leaves the program in files only.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::gateway_shop::Place;
use super::sandbox::KEY;

const TOKEN: &str = "r3fresh-t0ken-of-the-seller";
const METHOD: &str = "taobao.top.auth.token.refresh";

fn mode(place: &Place, file: &str) -> u32 {
    fs::metadata(place.path().join(file)).unwrap().permissions().mode() & 0o777
}

#[test]
fn a_token_comes_from_a_private_file_and_goes_into_one() {
    let place = Place::new(&["1512"]);
    place.write("token", &format!("{TOKEN}\n"));
    let words = |more: &'static [&'static str]| {
        let common = ["request", METHOD, "--app-key", KEY, "--secret-file", "secret"];
        [&common[..], &["--param-file", "refresh_token=token"], more].concat()
    };
    // Others can read it.
    fs::set_permissions(place.path().join("token"), fs::Permissions::from_mode(0o644)).unwrap();
    let (code, out, err) = place.run(&words(&["-o", "request.curl"]));
    assert!(code == 2 && out.is_empty() && err.contains("token can be read by others"), "{err}");
    fs::set_permissions(place.path().join("token"), fs::Permissions::from_mode(0o600)).unwrap();
    // It is not printed.
    let (code, out, err) = place.run(&words(&[]));
    assert!(code == 2 && out.is_empty() && err.contains("use --output FILE"), "{out}{err}");
    for (file, format) in [
        ("request.curl", &["-o", "request.curl"][..]),
        ("request.json", &["-o", "request.json", "--format", "json"]),
    ] {
        let (code, out, err) = place.run(&words(format));
        assert_eq!((code, out.as_str(), err.as_str()), (0, "", ""));
        let text = place.read(file);
        // The end of the line is not a part of it, and the string that was signed has it masked.
        assert!(text.contains(&format!("refresh_token={TOKEN}&")), "{text}");
        assert_eq!(text.matches(TOKEN).count(), 1, "{text}");
        assert_eq!(mode(&place, file), 0o600);
    }
    assert!(place.read("request.json").contains("refresh_token***"));
}
