//! Arguments of `request`, `sign` and `verify`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use tmall_schema::gateway::external::Place;
use tmall_schema::gateway::{Protocol, TimeUnit, TopDigest};

use super::OutputArgs;
use crate::cli::lang::Message;

/// Print a signed request to a platform's gateway, for your own HTTP client
///
/// Checks the parameters against the table of methods before it signs; tmall-schema explain METHOD shows them. Nothing is
/// sent. A request with a session or a secret in it is only written to a file that its owner alone can read.
#[derive(Debug, Args)]
#[command(after_long_help = "\
The app's secret comes from TMALL_SCHEMA_APP_SECRET or --secret-file, a session from TMALL_SCHEMA_SESSION or
--session-file, and the key from --app-key or TMALL_SCHEMA_APP_KEY. Secret files must be readable by their owner only.

Examples:
  tmall-schema request taobao.time.get | curl --config -
  tmall-schema request tmall.item.add.schema.get --param category_id=1512 --param product_id=0 -o request.curl
  tmall-schema request tmall.item.schema.add --param category_id=1512 --param product_id=0 --param-file xml_data=item.xml
  tmall-schema request com.alibaba.trade:alibaba.trade.cancel --param tradeID=1 --format json
  tmall-schema request stocks/update --param updateType=1 --param-file skuList=skus.json -o request.curl")]
pub(crate) struct RequestArgs {
    /// Method: a name of TOP or alibaba.com, NAMESPACE:NAME of 1688, or a path
    #[arg(value_name = "METHOD")]
    pub(crate) method: String,
    /// Parameter; may be repeated
    #[arg(long, value_name = "NAME=VALUE", value_parser = PairArg::parse)]
    pub(crate) param: Vec<PairArg>,
    /// Parameter whose value is the text of a file; may be repeated
    #[arg(long, value_name = "NAME=FILE", value_parser = PairArg::parse)]
    pub(crate) param_file: Vec<PairArg>,
    /// Gateway of the method [default: from the table of methods]
    #[arg(long, value_enum, value_name = "GATEWAY")]
    pub(crate) gateway: Option<GatewayArg>,
    /// Address of the gateway [default: that of the platform]
    #[arg(long, value_name = "URL")]
    pub(crate) url: Option<String>,
    /// Send a method that is not in the table, unchecked
    #[arg(long)]
    pub(crate) unlisted: bool,
    /// Digest of the classic gateway
    #[arg(long, value_enum, default_value_t = DigestArg::HmacSha256, value_name = "DIGEST")]
    pub(crate) sign_method: DigestArg,
    /// Text between key and time in the signature of the external API [default: none]
    #[arg(long, value_name = "TEXT")]
    pub(crate) external_joiner: Option<String>,
    /// Unit of the time of the external API
    #[arg(long, value_enum, default_value_t = UnitArg::Seconds, value_name = "UNIT")]
    pub(crate) external_unit: UnitArg,
    /// Where key, secret, time and signature of the external API are sent
    #[arg(long, value_enum, default_value_t = PlaceArg::Headers, value_name = "PLACE")]
    pub(crate) external_place: PlaceArg,
    /// App key [default: TMALL_SCHEMA_APP_KEY]
    #[arg(long, value_name = "KEY")]
    pub(crate) app_key: Option<String>,
    /// File with the app's secret [default: TMALL_SCHEMA_APP_SECRET]
    #[arg(long, value_name = "FILE")]
    pub(crate) secret_file: Option<PathBuf>,
    /// File with the seller's session [default: TMALL_SCHEMA_SESSION]
    #[arg(long, value_name = "FILE")]
    pub(crate) session_file: Option<PathBuf>,
    /// Output format
    #[arg(long, value_enum, default_value_t = RequestFormat::Curl, value_name = "FORMAT")]
    pub(crate) format: RequestFormat,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RequestFormat {
    /// Text for curl --config
    Curl,
    /// One JSON object
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum GatewayArg {
    /// Taobao and Tmall
    Top,
    /// AliExpress, Lazada, Taobao Global and alibaba.com
    Iop,
    /// 1688
    #[value(name = "1688")]
    Aop,
    /// External API for Tmall Global shops
    External,
}

impl From<GatewayArg> for Protocol {
    fn from(arg: GatewayArg) -> Protocol {
        match arg {
            GatewayArg::Top => Protocol::Top,
            GatewayArg::Iop => Protocol::Iop,
            GatewayArg::Aop => Protocol::Aop,
            GatewayArg::External => Protocol::External,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DigestArg {
    Md5,
    Hmac,
    HmacSha256,
}

impl From<DigestArg> for TopDigest {
    fn from(arg: DigestArg) -> TopDigest {
        match arg {
            DigestArg::Md5 => TopDigest::Md5,
            DigestArg::Hmac => TopDigest::Hmac,
            DigestArg::HmacSha256 => TopDigest::HmacSha256,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum UnitArg {
    Seconds,
    Milliseconds,
}

impl From<UnitArg> for TimeUnit {
    fn from(arg: UnitArg) -> TimeUnit {
        match arg {
            UnitArg::Seconds => TimeUnit::Seconds,
            UnitArg::Milliseconds => TimeUnit::Milliseconds,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PlaceArg {
    Headers,
    Body,
}

impl From<PlaceArg> for Place {
    fn from(arg: PlaceArg) -> Place {
        match arg {
            PlaceArg::Headers => Place::Headers,
            PlaceArg::Body => Place::Body,
        }
    }
}

/// A name and what belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PairArg {
    pub(crate) name: String,
    pub(crate) value: String,
}

impl PairArg {
    fn parse(text: &str) -> Result<PairArg, Message> {
        match text.split_once('=') {
            Some((name, value)) if !name.is_empty() => {
                Ok(PairArg { name: name.to_owned(), value: value.to_owned() })
            }
            Some(_) | None => Err(Message::new("expected NAME=VALUE", "应为 NAME=VALUE")),
        }
    }
}

/// How a body is signed.
#[derive(Debug, Args)]
pub(crate) struct SigningArgs {
    /// How the request is signed
    #[arg(long, value_enum, default_value_t = SchemeArg::Top, value_name = "SCHEME")]
    pub(crate) scheme: SchemeArg,
    /// Digest of scheme top [default: sign_method of the parameters]
    #[arg(long, value_enum, value_name = "DIGEST")]
    pub(crate) sign_method: Option<DigestArg>,
    /// API of scheme iop, such as /order/get, or path of scheme 1688, such as param2/1/system/currentTime/KEY
    #[arg(long, value_name = "PATH")]
    pub(crate) path: Option<String>,
    /// Text between key and time in the signature of the external API [default: none]
    #[arg(long, value_name = "TEXT")]
    pub(crate) external_joiner: Option<String>,
    /// Query of the address
    #[arg(long, value_name = "QUERY")]
    pub(crate) query: Option<String>,
    /// Treat standard input as a body that is not a form, whatever it contains
    #[arg(long)]
    pub(crate) raw: bool,
    /// File with the app's secret [default: TMALL_SCHEMA_APP_SECRET]
    #[arg(long, value_name = "FILE")]
    pub(crate) secret_file: Option<PathBuf>,
    /// Output format
    #[arg(long, value_enum, default_value_t = SignFormat::Text, value_name = "FORMAT")]
    pub(crate) format: SignFormat,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SignFormat {
    /// Plain text
    Text,
    /// One JSON object, also with the string that was signed
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemeArg {
    /// Calls to Taobao and Tmall
    Top,
    /// Calls from Taobao and Tmall to your server (SPI, Qimen)
    TopInbound,
    /// Calls to AliExpress, Lazada, Taobao Global and alibaba.com
    Iop,
    /// Calls to 1688, and its messages if no path is given
    #[value(name = "1688")]
    Aop,
    /// Calls to Alibaba Cloud's RPC by POST
    Rpc,
    /// Calls to Alibaba Cloud's RPC by GET
    RpcGet,
    /// External API for Tmall Global shops
    External,
}

/// Sign a request body on standard input
///
/// A form is taken as parameters; JSON and XML are a body that is appended to the parameters of --query. The signature is
/// printed alone; --format json adds the string that was signed, with secrets as ***.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  printf 'a=1&b=2' | tmall-schema sign --sign-method md5
  printf 'a=1&b=2' | tmall-schema sign --scheme 1688 --path param2/1/system/currentTime/1000000
  tmall-schema sign --scheme iop --path /order/get --format json < form.txt")]
pub(crate) struct SignArgs {
    #[command(flatten)]
    pub(crate) signing: SigningArgs,
}

/// Check the signature of a request body on standard input, and say what is wrong with it
///
/// The signature is the one among the parameters (sign, _aop_signature or Signature), unless --signature gives another.
/// A wrong signature is compared with those that known mistakes give.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tmall-schema verify < form.txt
  tmall-schema verify --scheme top-inbound --query 'method=x&sign=0123' < body.json
  tmall-schema verify --scheme 1688 < message.txt

Exit codes:
  0  the signature is correct
  1  the signature is wrong or missing
  2  wrong usage, or an input that cannot be read")]
pub(crate) struct VerifyArgs {
    /// Signature to check instead of the one among the parameters
    #[arg(long, value_name = "SIGNATURE")]
    pub(crate) signature: Option<String>,
    #[command(flatten)]
    pub(crate) signing: SigningArgs,
}
