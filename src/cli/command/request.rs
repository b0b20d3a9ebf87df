//! `request`: a signed request for somebody else's client.

use std::io::Write;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::Serialize;
use serde_json::{Map, Value};
use tempfile::NamedTempFile;
use tmall_schema::gateway::{
    App, Gateway, Method, Moment, ParameterKind, RequestError, Signed, aop, external, iop, top,
};

use crate::cli::args::{GatewayArg, RequestArgs, RequestFormat};
use crate::cli::console::Console;
use crate::cli::error::{CliError, UsageError};
use crate::cli::exit::Exit;
use crate::cli::input::Source;
use crate::cli::lang::Message;
use crate::cli::output::Output;
use crate::cli::render::json::{FORMAT_VERSION, line};
use crate::cli::secrets::{self, APP_KEY, SESSION};

pub(crate) fn run(args: &RequestArgs, console: &Console) -> Result<Exit, CliError> {
    let (signed, has_secret) = signed(args)?;
    let text = match args.format {
        RequestFormat::Curl => curl(&signed),
        RequestFormat::Json => json(&signed),
    };
    match (&args.output.output, has_secret) {
        (Some(path), true) => write_private(path, &text)?,
        (None, true) => {
            return Err(usage(
                "the request holds a session or a secret and is not printed; use --output FILE",
                "请求中含有 session 或密钥，不会输出到终端；请使用 --output FILE",
            ));
        }
        (path, false) => {
            let mut output = Output::open(path.as_deref(), console)?;
            output.write(&text)?;
            output.finish()?;
        }
    }
    Ok(Exit::Clean)
}

fn usage(en: &str, zh: &str) -> CliError {
    UsageError::Gateway(Message::new(en, zh)).into()
}

fn refused(error: &RequestError) -> CliError {
    UsageError::Gateway(Message::of(|lang| error.message(lang))).into()
}

/// The request, and whether something in it is secret.
fn signed(args: &RequestArgs) -> Result<(Signed, bool), CliError> {
    let key = args.app_key.clone().or_else(|| std::env::var(APP_KEY).ok()).filter(|key| !key.is_empty());
    let key = key.ok_or_else(|| {
        usage(
            &format!("no app key; set {APP_KEY} or use --app-key KEY"),
            &format!("缺少 app key；请设置 {APP_KEY} 或使用 --app-key KEY"),
        )
    })?;
    let app = App::new(key, secrets::app_secret(args.secret_file.as_deref())?);
    let session = secrets::secret(args.session_file.as_deref(), SESSION)?;
    let mut params: Vec<(String, String)> =
        args.param.iter().map(|pair| (pair.name.clone(), pair.value.clone())).collect();
    for pair in &args.param_file {
        let bytes = Source::of(&pair.value).bytes()?;
        let text = String::from_utf8(bytes).map_err(|_| {
            usage(&format!("{} is not UTF-8", pair.value), &format!("{} 不是 UTF-8", pair.value))
        })?;
        params.push((pair.name.clone(), text));
    }
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let moment = Moment::at(i64::try_from(now.as_millis()).unwrap_or(i64::MAX)).nonce(format!(
        "{}-{}",
        now.as_nanos(),
        std::process::id()
    ));
    let listed = Method::find(&args.method);
    let gateway = args.gateway.unwrap_or(match listed.map(|method| method.gateway) {
        Some(Gateway::Aop) => GatewayArg::Aop,
        Some(Gateway::External) => GatewayArg::External,
        Some(Gateway::Icbu) => GatewayArg::Iop,
        None if args.method.contains('/') => GatewayArg::Iop,
        None if args.method.contains(':') => GatewayArg::Aop,
        Some(_) | None => GatewayArg::Top,
    });
    let url = |platform: Option<&'static str>| -> Result<String, CliError> {
        let url = args.url.clone().or_else(|| platform.map(str::to_owned));
        url.ok_or_else(|| usage("no address; use --url URL", "缺少网关地址；请使用 --url URL"))
    };
    let has_secret = session.is_some() || gateway == GatewayArg::External;
    let signed = match gateway {
        GatewayArg::Top => {
            let mut request = top::Request::new(&args.method).digest(args.sign_method.into());
            for (name, value) in params {
                request = request.param(name, value);
            }
            if let Some(session) = session {
                request = request.session(session);
            }
            if args.unlisted {
                request = request.unlisted();
            }
            request.sign(&app, &url(Some("https://eco.taobao.com/router/rest"))?, moment)
        }
        GatewayArg::Iop => {
            let mut request = iop::Request::new(&args.method);
            for (name, value) in params {
                request = request.param(name, value);
            }
            if let Some(session) = session {
                request = request.session(session);
            }
            if args.unlisted {
                request = request.unlisted();
            }
            let is_icbu = listed.is_some_and(|method| method.gateway == Gateway::Icbu);
            request.sign(&app, &url(is_icbu.then_some("https://open-api.alibaba.com/sync"))?, &moment)
        }
        GatewayArg::Aop => {
            let name = listed.map_or(args.method.as_str(), |method| method.name);
            let (namespace, api) = name.split_once(':').ok_or_else(|| {
                usage("a method of 1688 is written NAMESPACE:NAME", "1688 的接口应写作 NAMESPACE:NAME")
            })?;
            let mut request = aop::Request::new(namespace, api);
            for (name, value) in params {
                request = request.param(name, value);
            }
            if let Some(session) = session {
                request = request.session(session);
            }
            if args.unlisted {
                request = request.unlisted();
            }
            request.sign(&app, &url(Some("https://gw.open.1688.com/openapi"))?, &moment)
        }
        GatewayArg::External => {
            let request = external::Request::new(&args.method, members(listed, &params)?);
            request.sign(&app, &url(Some("https://sh-api.nengmao.net/tmg/api"))?, &moment)
        }
    };
    Ok((signed.map_err(|error| refused(&error))?, has_secret))
}

/// The parameters as a JSON object: numbers and JSON as they are, the rest as text.
fn members(method: Option<&Method>, params: &[(String, String)]) -> Result<String, CliError> {
    let mut members = Map::new();
    for (name, text) in params {
        let kind = method.and_then(|method| method.param(name)).map(|param| param.kind);
        let value = match kind {
            Some(kind @ (ParameterKind::Number | ParameterKind::Json)) => serde_json::from_str::<Value>(text)
                .map_err(|_| refused(&RequestError::Form { param: name.clone(), kind }))?,
            _ => Value::from(text.as_str()),
        };
        members.insert(name.clone(), value);
    }
    Ok(Value::Object(members).to_string())
}

/// Text for `curl --config`.
fn curl(signed: &Signed) -> String {
    let quoted = |text: &str| {
        let escaped =
            text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\r', "\\r");
        format!("\"{}\"", escaped.replace('\t', "\\t"))
    };
    let mut text = format!("url = {}\nrequest = \"{}\"\n", quoted(signed.url()), signed.method());
    for (name, value) in signed.headers() {
        text.push_str(&format!("header = {}\n", quoted(&format!("{name}: {value}"))));
    }
    text.push_str(&format!("data-raw = {}\n", quoted(&String::from_utf8_lossy(signed.body()))));
    text
}

fn json(signed: &Signed) -> String {
    #[derive(Serialize)]
    struct RequestObject<'s> {
        format_version: u32,
        method: &'s str,
        url: &'s str,
        headers: Map<String, Value>,
        body: String,
        signature: &'s str,
        signed: &'s str,
    }
    let headers = signed.headers().map(|(name, value)| (name.to_owned(), Value::from(value))).collect();
    let object = RequestObject {
        format_version: FORMAT_VERSION,
        method: signed.method().as_str(),
        url: signed.url(),
        headers,
        body: String::from_utf8_lossy(signed.body()).into_owned(),
        signature: signed.signature().text(),
        signed: signed.signature().signed(),
    };
    format!("{}\n", line(&object))
}

/// Writes a file that only its owner can read, completely or not at all.
fn write_private(path: &Path, text: &str) -> Result<(), CliError> {
    let fail = |error| CliError::write(path, error);
    let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    // Temporary files are readable by their owner only.
    let mut file = NamedTempFile::new_in(folder).map_err(fail)?;
    file.write_all(text.as_bytes()).and_then(|()| file.flush()).map_err(fail)?;
    file.persist(path).map_err(|error| fail(error.error))?;
    Ok(())
}
