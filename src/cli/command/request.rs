//! `request`: a signed request for somebody else's client.

use std::io::Write;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::Serialize;
use serde_json::{Map, Value};
use tempfile::NamedTempFile;
use tmall_schema::gateway::{
    App, ExternalRules, Method, Moment, ParameterKind, Request, RequestError, Signed, is_secret,
};

use crate::cli::args::{PairArg, RequestArgs, RequestFormat};
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
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let moment = Moment::at(i64::try_from(now.as_millis()).unwrap_or(i64::MAX)).nonce(format!(
        "{}-{}",
        now.as_nanos(),
        std::process::id()
    ));
    let mut request = with_params(Request::new(&args.method).digest(args.sign_method.into()), args)?;
    if let Some(gateway) = args.gateway {
        request = request.protocol(gateway.into());
    }
    let rules = ExternalRules::new()
        .with_joiner(args.external_joiner.clone().unwrap_or_default())
        .with_unit(args.external_unit.into());
    request = request.external(rules, args.external_place.into());
    if let Some(url) = &args.url {
        request = request.url(url);
    }
    if let Some(session) = session {
        request = request.session(session);
    }
    if args.unlisted {
        request = request.unlisted();
    }
    let is_file = |method: &str, param: &str| {
        let parameter = Method::find(method).and_then(|method| method.param(param));
        parameter.is_some_and(|parameter| parameter.kind == ParameterKind::File)
    };
    let signed = request.sign(&app, &moment).map_err(|error| match error {
        RequestError::NoUrl => usage("no address; use --url URL", "缺少网关地址；请使用 --url URL"),
        RequestError::Missing { method, param } if is_file(&method, param) => usage(
            &format!(
                "{method} requires {param}, a file; request prints text, so files are sent with the library"
            ),
            &format!("{method} 需要文件 {param}；request 只输出文本，文件请通过程序库发送"),
        ),
        error => refused(&error),
    })?;
    Ok((signed, request.has_secret()))
}

/// The request with its parameters, from the command line and from files. Tokens come from files that their owner alone can
/// read: everybody on the machine can see a command line.
fn with_params(mut request: Request, args: &RequestArgs) -> Result<Request, CliError> {
    for PairArg { name, value } in &args.param {
        if is_secret(name) {
            let option = match name.as_str() {
                "session" | "access_token" => "--session-file FILE".to_owned(),
                _ => format!("--param-file {name}=FILE"),
            };
            return Err(usage(
                &format!("{name} is secret, and others can see the command line; use {option}"),
                &format!("{name} 是机密，命令行可能被他人看到；请使用 {option}"),
            ));
        }
        request = request.param(name, value);
    }
    for PairArg { name, value } in &args.param_file {
        if is_secret(name) {
            let secret = secrets::of_file(Path::new(value))?;
            request = request.secret_param(name, &secret);
            continue;
        }
        let text = String::from_utf8(Source::of(value).bytes()?)
            .map_err(|_| usage(&format!("{value} is not UTF-8"), &format!("{value} 不是 UTF-8")))?;
        request = request.param(name, text);
    }
    Ok(request)
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
