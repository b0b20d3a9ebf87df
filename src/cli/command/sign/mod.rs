//! `sign` and `verify`: signatures of bodies on standard input.

use serde::Serialize;
use tmall_schema::gateway::{ExternalRules, HttpMethod, Inbound, Mistake, Scheme, Secret, TopDigest};

use crate::cli::args::{SchemeArg, SignArgs, SignFormat, SigningArgs, VerifyArgs};
use crate::cli::console::Console;
use crate::cli::error::{CliError, UsageError};
use crate::cli::exit::Exit;
use crate::cli::input::Source;
use crate::cli::lang::{Message, pick};
use crate::cli::output::Output;
use crate::cli::render::json::{FORMAT_VERSION, line};
use crate::cli::secrets;

/// What is signed.
struct Signing {
    scheme: Scheme,
    secret: Secret,
    params: Vec<(String, String)>,
    body: Option<Vec<u8>>,
}

impl Signing {
    fn read(args: &SigningArgs) -> Result<Signing, CliError> {
        let secret = secrets::app_secret(args.secret_file.as_deref())?;
        let input = Source::Stdin.bytes()?;
        let is_document = input.trim_ascii_start().first().is_some_and(|byte| b"{[<".contains(byte));
        let is_raw = args.raw || is_document;
        let query = args.query.as_deref().unwrap_or_default().as_bytes();
        // A form has one line; what ends it is not part of the last value.
        let form = input.trim_ascii_end();
        let call = Inbound { query, form: (!is_raw).then_some(form), ..Inbound::default() };
        let params = call.params();
        let body = (is_raw && !input.is_empty()).then_some(input);
        let scheme = scheme(args, &params)?;
        Ok(Signing { scheme, secret, params, body })
    }

    fn pairs(&self) -> Vec<(&str, &str)> {
        self.params.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }
}

fn scheme(args: &SigningArgs, params: &[(String, String)]) -> Result<Scheme, CliError> {
    let path = args.path.clone().unwrap_or_default();
    Ok(match args.scheme {
        SchemeArg::Top => {
            let named = params.iter().find(|(name, _)| name == "sign_method");
            let digest = args.sign_method.map(TopDigest::from).or_else(|| named?.1.parse().ok());
            Scheme::Top(digest.ok_or_else(|| {
                UsageError::Gateway(Message::new(
                    "the parameters name no digest; use --sign-method DIGEST",
                    "参数中没有 sign_method；请使用 --sign-method DIGEST",
                ))
            })?)
        }
        SchemeArg::TopInbound => Scheme::TopInbound,
        SchemeArg::Iop => {
            let method = params.iter().find(|(name, _)| name == "method").map(|(_, value)| value.clone());
            Scheme::Iop { api: args.path.clone().or(method).unwrap_or_default() }
        }
        SchemeArg::Aop => Scheme::Aop { path },
        SchemeArg::Rpc => Scheme::Rpc(HttpMethod::Post),
        SchemeArg::RpcGet => Scheme::Rpc(HttpMethod::Get),
        SchemeArg::External => {
            let is_missing =
                |name: &&str| params.iter().all(|(known, value)| known != name || value.is_empty());
            if let Some(name) = ["appKey", "timestamp"].iter().find(|name| is_missing(name)) {
                return Err(UsageError::Gateway(Message::new(
                    format!("{name} is missing; the external API signs appKey and timestamp"),
                    format!("缺少 {name}；该接口的签名由 appKey 和 timestamp 计算"),
                ))
                .into());
            }
            let joiner = args.external_joiner.clone().unwrap_or_default();
            Scheme::External(ExternalRules::new().with_joiner(joiner))
        }
    })
}

pub(crate) fn sign(args: &SignArgs, console: &Console) -> Result<Exit, CliError> {
    #[derive(Serialize)]
    struct SignatureObject<'s> {
        format_version: u32,
        parameter: &'static str,
        signature: &'s str,
        signed: &'s str,
    }
    let signing = Signing::read(&args.signing)?;
    let signature = signing.scheme.sign(&signing.secret, &signing.pairs(), signing.body.as_deref());
    let text = match args.signing.format {
        SignFormat::Text => format!("{}\n", signature.text()),
        SignFormat::Json => {
            let object = SignatureObject {
                format_version: FORMAT_VERSION,
                parameter: signing.scheme.parameter(),
                signature: signature.text(),
                signed: signature.signed(),
            };
            format!("{}\n", line(&object))
        }
    };
    print(&args.signing, &text, console)?;
    Ok(Exit::Clean)
}

pub(crate) fn verify(args: &VerifyArgs, console: &Console) -> Result<Exit, CliError> {
    #[derive(Serialize)]
    struct VerdictObject<'s> {
        format_version: u32,
        valid: bool,
        causes: Vec<&'s str>,
        signed: &'s str,
    }
    let signing = Signing::read(&args.signing)?;
    let Signing { scheme, secret, body, .. } = &signing;
    let pairs = signing.pairs();
    let mut among = pairs.iter().filter(|(name, _)| *name == scheme.parameter()).map(|(_, value)| *value);
    let given = args.signature.as_deref().or_else(|| among.next()).filter(|given| !given.is_empty());
    let is_twice = args.signature.is_none() && among.next().is_some();
    let lang = console.lang;
    let mut causes: Vec<&str> = Vec::new();
    match given {
        None => causes.push(pick(lang, "there is no signature", "没有签名")),
        Some(_) if is_twice => causes.push(pick(lang, "there are two signatures", "有两个签名")),
        Some(given) if !scheme.verify(secret, &pairs, body.as_deref(), given) => {
            let mistakes = scheme.mistakes(secret, &pairs, body.as_deref(), given);
            causes.extend(mistakes.iter().map(|mistake: &Mistake| mistake.text(lang)));
            if causes.is_empty() {
                causes.push(pick(
                    lang,
                    "it fits neither the request and the secret nor a known mistake: another secret, or a changed request",
                    "与请求和密钥不符，也不属于已知的错误：可能密钥不同，或请求被改动",
                ));
            }
        }
        Some(_) => {}
    }
    let text = match args.signing.format {
        SignFormat::Text if causes.is_empty() => {
            pick(lang, "the signature is correct\n", "签名正确\n").to_owned()
        }
        SignFormat::Text => causes
            .iter()
            .map(|cause| pick(lang, format!("wrong: {cause}\n"), format!("签名错误：{cause}\n")))
            .collect(),
        SignFormat::Json => {
            let signature = scheme.sign(secret, &pairs, body.as_deref());
            let object = VerdictObject {
                format_version: FORMAT_VERSION,
                valid: causes.is_empty(),
                signed: signature.signed(),
                causes: causes.clone(),
            };
            format!("{}\n", line(&object))
        }
    };
    print(&args.signing, &text, console)?;
    Ok(if causes.is_empty() { Exit::Clean } else { Exit::Found })
}

fn print(args: &SigningArgs, text: &str, console: &Console) -> Result<(), CliError> {
    let mut output = Output::open(args.output.output.as_deref(), console)?;
    output.write(text)?;
    output.finish()
}
