//! The form of 1688: `/openapi/param2/VERSION/NAMESPACE/API/APPKEY`.
//!
//! The signature is checked; of the APIs there is `system/currentTime`, which needs no right. The others of 1688 have no
//! schema of the item, and what they take is not public.

use serde_json::json;
use tmall_schema::Lang;
use tmall_schema::gateway::{Method, Scheme, china_time};

use super::faults::Fault;
use super::top::{Answer, Gateway, Sent};

impl Gateway {
    pub(super) fn of_1688(&self, path: &str, sent: &Sent, now: i64) -> Option<Answer> {
        let refuse = |code: &str, message: &str| {
            let answer = json!({ "error_code": code, "error_message": message, "exception": message });
            Some((400, "application/json", answer.to_string()))
        };
        let parts: Vec<&str> = path.split('/').collect();
        let [kind, _, namespace, api, key] = parts[..] else {
            return refuse("gw.APIUnsupported", "the path is param2/VERSION/NAMESPACE/API/APPKEY");
        };
        if kind != "param2" {
            return refuse("gw.APIUnsupported", "the protocol is param2");
        }
        let Some(app) = self.apps.iter().find(|app| app.key == key) else {
            return refuse("gw.AppKeyNotFound", "the app key is unknown");
        };
        let Some(given) = sent.get("_aop_signature") else {
            return refuse("gw.SignatureMissing", "_aop_signature is missing");
        };
        let scheme = Scheme::Aop { path: path.to_owned() };
        let pairs = sent.pairs();
        if !scheme.verify(&app.secret, &pairs, None, given) {
            let mistakes: Vec<&str> = scheme
                .mistakes(&app.secret, &pairs, None, given)
                .iter()
                .map(|mistake| mistake.text(Lang::En))
                .collect();
            return refuse(
                "gw.InvalidSignature",
                &format!("the signature is wrong: {}", mistakes.join("; ")),
            );
        }
        match self.faults.draw() {
            Fault::None => {}
            Fault::Throttle => return refuse("gw.NoUsageLeftError", "the calls of the app are used up"),
            // No code of 1688 for it is public; a gateway that does not get an answer gives a page.
            Fault::Timeout { .. } => {
                return Some((504, "text/html", "<html>Gateway Time-out</html>\n".to_owned()));
            }
            Fault::Lost => return None,
        }
        if (namespace, api) == ("system", "currentTime") {
            let time: String = china_time(now).chars().filter(char::is_ascii_digit).collect();
            return Some((200, "application/json", json!(format!("{time}000+0800")).to_string()));
        }
        match Method::find(&format!("{namespace}:{api}")) {
            Some(_) => refuse("gw.APIUnsupported", "the sandbox does not have this API"),
            None => refuse("gw.APIUnsupported", "there is no such API"),
        }
    }
}
