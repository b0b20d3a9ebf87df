//! Why a signature is wrong: it is compared with those that known mistakes give.

use std::collections::BTreeSet;

use zeroize::Zeroizing;

use crate::gateway::digest::{hmac_md5, hmac_sha256, md5, same, sha256};
use crate::gateway::encode::{hex_upper, percent};
use crate::gateway::secret::Secret;
use crate::gateway::sign::{Base, Pair, Scheme, TopDigest};
use crate::lang::Lang;

/// A mistake that gives a certain wrong signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Mistake {
    /// The signature is right but for upper and lower case.
    Case,
    /// The parameters were percent-encoded before they were signed.
    EncodedBeforeSigning,
    /// Empty or blank values were signed, or were left out where they count.
    EmptyValues,
    /// The pairs were joined with `=` and `&`.
    JoinedAsQuery,
    /// The names were sorted without regard to case, or not at all.
    Order,
    /// The text was digested in GBK instead of UTF-8.
    Encoding,
    /// The body was left out.
    BodyMissing,
    /// The path of the API was left out, or was put before a name that has none.
    Path,
    /// A plain digest was used in place of an HMAC, or the other way round.
    Digest,
    /// The digest of another `sign_method` was used than the one that the request names.
    OtherSignMethod,
    /// The secret was signed with white space around it, such as the end of its line.
    SecretWithWhiteSpace,
    /// A parameter that is sent was not signed.
    ParameterMissing,
    /// The pairs were sorted by name where the joined pairs count.
    SortedByName,
    /// The secret was put on one side only.
    SecretOnOneSide,
}

impl Mistake {
    /// All mistakes that are looked for.
    pub const ALL: [Mistake; 14] = [
        Mistake::Case,
        Mistake::EncodedBeforeSigning,
        Mistake::EmptyValues,
        Mistake::JoinedAsQuery,
        Mistake::Order,
        Mistake::Encoding,
        Mistake::BodyMissing,
        Mistake::Path,
        Mistake::Digest,
        Mistake::OtherSignMethod,
        Mistake::SecretWithWhiteSpace,
        Mistake::ParameterMissing,
        Mistake::SortedByName,
        Mistake::SecretOnOneSide,
    ];

    /// The mistake in one sentence.
    #[must_use]
    pub fn text(self, lang: Lang) -> &'static str {
        match self {
            Mistake::Case => lang.pick("the case of the letters differs", "字母大小写不同"),
            Mistake::EncodedBeforeSigning => lang.pick(
                "the values were percent-encoded before they were signed; sign them as they are",
                "签名前对值做了百分号编码；应对原值签名",
            ),
            Mistake::EmptyValues => lang.pick(
                "empty values are treated differently: send none, and sign what is sent",
                "空值处理不一致：不要发送空值，并只对发送的内容签名",
            ),
            Mistake::JoinedAsQuery => lang.pick(
                "the pairs were joined with = and &; nothing is between them",
                "键值之间用了 = 和 & 连接；应直接拼接",
            ),
            Mistake::Order => {
                lang.pick("the names are not sorted by their bytes", "参数名没有按字节顺序排序")
            }
            Mistake::Encoding => {
                lang.pick("the text was digested in GBK; UTF-8 counts", "按 GBK 计算了摘要；应使用 UTF-8")
            }
            Mistake::BodyMissing => lang.pick("the body was not signed", "请求体没有参与签名"),
            Mistake::Path => lang.pick(
                "the path of the API is missing in the signed string, or is there although the API is a name",
                "签名串缺少 API 路径，或 API 只是名称却加了路径",
            ),
            Mistake::Digest => lang.pick(
                "a plain digest was used in place of an HMAC, or the other way round",
                "应使用 HMAC 而用了普通摘要，或相反",
            ),
            Mistake::OtherSignMethod => lang
                .pick("another sign_method was used than the request names", "实际算法与 sign_method 不一致"),
            Mistake::SecretWithWhiteSpace => {
                lang.pick("the secret was used with white space around it", "密钥前后带有空白")
            }
            Mistake::ParameterMissing => {
                lang.pick("a parameter that is sent was not signed", "有参数已发送但没有参与签名")
            }
            Mistake::SortedByName => lang.pick(
                "the pairs were sorted by name; sort the joined texts of name and value",
                "按参数名排序了；应按“名+值”拼接后的文本排序",
            ),
            Mistake::SecretOnOneSide => lang.pick("the secret was put on one side only", "密钥只加在了一侧"),
        }
    }
}

impl Scheme {
    /// The mistakes that give a signature; none if it is right, or if the fault is unknown. A
    /// wrong secret leaves no trace.
    #[must_use]
    pub fn mistakes(
        &self,
        secret: &Secret,
        params: &[(&str, &str)],
        body: Option<&[u8]>,
        given: &str,
    ) -> Vec<Mistake> {
        if self.verify(secret, params, body, given) {
            return Vec::new();
        }
        let try_it = Trial { scheme: self, secret, params, body, given };
        let found: BTreeSet<Mistake> =
            Mistake::ALL.into_iter().filter(|mistake| try_it.gives(*mistake)).collect();
        found.into_iter().collect()
    }
}

struct Trial<'a> {
    scheme: &'a Scheme,
    secret: &'a Secret,
    params: &'a [(&'a str, &'a str)],
    body: Option<&'a [u8]>,
    given: &'a str,
}

impl Trial<'_> {
    fn is(&self, text: &str) -> bool {
        same(text.as_bytes(), self.given.as_bytes())
    }

    fn signs(&self, scheme: &Scheme, params: &[(&str, &str)], body: Option<&[u8]>) -> bool {
        self.is(scheme.sign(self.secret, params, body).text())
    }

    /// The pairs as a mistake composes them, digested as the scheme does.
    fn composes(&self, base: &[u8]) -> bool {
        let key = self.secret.expose().as_bytes();
        let around = || Zeroizing::new([key, base, key].concat());
        self.is(&hex_upper(&match self.scheme {
            Scheme::Top(TopDigest::Md5) | Scheme::TopInbound => md5(&around()),
            Scheme::Top(TopDigest::Hmac) => hmac_md5(key, base),
            Scheme::Top(TopDigest::HmacSha256) | Scheme::Iop { .. } => hmac_sha256(key, base),
            Scheme::Aop { .. } | Scheme::Rpc(_) | Scheme::External(_) => return false,
        }))
    }

    fn sorted(&self) -> Vec<(&str, &str)> {
        let mut params: Vec<(&str, &str)> =
            self.params.iter().copied().filter(|(name, _)| *name != self.scheme.parameter()).collect();
        params.sort_unstable_by(|a, b| a.0.cmp(b.0));
        params
    }

    /// The string of the scheme, its parts put together in another way.
    fn string(&self, params: &[(&str, &str)], equals: &str, and: &str) -> Vec<u8> {
        let pairs: Vec<String> =
            params.iter().map(|(name, value)| format!("{name}{equals}{value}")).collect();
        let path = match self.scheme {
            Scheme::Iop { api } if api.contains('/') => api.as_str(),
            Scheme::Top(_)
            | Scheme::TopInbound
            | Scheme::Iop { .. }
            | Scheme::Aop { .. }
            | Scheme::Rpc(_)
            | Scheme::External(_) => "",
        };
        [path.as_bytes(), pairs.join(and).as_bytes(), self.body.unwrap_or_default()].concat()
    }

    fn gives(&self, mistake: Mistake) -> bool {
        let key = self.secret.expose().as_bytes();
        let sorted = self.sorted();
        match mistake {
            Mistake::Case => {
                let right = self.scheme.sign(self.secret, self.params, self.body);
                right.text().eq_ignore_ascii_case(self.given) && !matches!(self.scheme, Scheme::Rpc(_))
            }
            Mistake::EncodedBeforeSigning => {
                let values: Vec<String> = sorted.iter().map(|(_, value)| percent(value.as_bytes())).collect();
                let plus: Vec<String> = values.iter().map(|value| value.replace("%20", "+")).collect();
                [values, plus].iter().any(|values| {
                    let pairs: Vec<(&str, &str)> =
                        sorted.iter().zip(values).map(|((name, _), value)| (*name, value.as_str())).collect();
                    self.signs(self.scheme, &pairs, self.body)
                })
            }
            Mistake::EmptyValues => {
                let filled: Vec<(&str, &str)> =
                    sorted.iter().copied().filter(|(_, value)| !value.trim().is_empty()).collect();
                filled.len() < sorted.len()
                    && (self.signs(self.scheme, &filled, self.body)
                        || self.composes(&self.string(&sorted, "", "")))
            }
            Mistake::JoinedAsQuery => [("=", "&"), ("=", "")]
                .iter()
                .any(|(equals, and)| self.composes(&self.string(&sorted, equals, and))),
            Mistake::Order => {
                let mut by_letter = sorted.clone();
                by_letter.sort_by_key(|(name, _)| name.to_lowercase());
                let as_given: Vec<(&str, &str)> = self
                    .params
                    .iter()
                    .copied()
                    .filter(|(name, _)| *name != self.scheme.parameter())
                    .collect();
                [by_letter, as_given].iter().any(|params| self.composes(&self.string(params, "", "")))
            }
            Mistake::Encoding => {
                let gbk: Vec<_> = sorted
                    .iter()
                    .map(|(name, value)| (name.as_bytes(), encoding_rs::GBK.encode(value).0.into_owned()))
                    .collect();
                let pairs: Vec<Pair<'_>> = gbk.iter().map(|(name, value)| Pair { name, value }).collect();
                self.is(self.scheme.sign_bytes(self.secret, &pairs, self.body).text())
            }
            Mistake::BodyMissing => self.body.is_some() && self.signs(self.scheme, self.params, None),
            Mistake::Path => match self.scheme {
                Scheme::Iop { api } if api.contains('/') => {
                    self.signs(&Scheme::Iop { api: String::new() }, self.params, self.body)
                }
                Scheme::Iop { api } => {
                    let plain = self.string(&sorted, "", "");
                    self.is(&hex_upper(&hmac_sha256(key, &[api.as_bytes(), &plain].concat())))
                }
                Scheme::Aop { path } => {
                    let others = [
                        String::new(),
                        format!("/{path}"),
                        format!("/openapi/{path}"),
                        format!("openapi/{path}"),
                    ];
                    others.into_iter().any(|path| self.signs(&Scheme::Aop { path }, self.params, self.body))
                }
                Scheme::Top(_) | Scheme::TopInbound | Scheme::Rpc(_) | Scheme::External(_) => false,
            },
            Mistake::Digest => {
                let plain = self.string(&sorted, "", "");
                let around = Zeroizing::new([key, &plain, key].concat());
                let before = Zeroizing::new([key, &plain].concat());
                match self.scheme {
                    Scheme::Top(TopDigest::HmacSha256) | Scheme::Iop { .. } => {
                        [&plain, &*around, &*before].iter().any(|base| self.is(&hex_upper(&sha256(base))))
                    }
                    Scheme::Top(TopDigest::Md5) | Scheme::TopInbound => self.is(&hex_upper(&md5(&plain))),
                    Scheme::Top(TopDigest::Hmac) => self.is(&hex_upper(&md5(&plain))),
                    Scheme::Aop { .. } => self.is(&hex_upper(&md5(&around))),
                    Scheme::Rpc(_) | Scheme::External(_) => false,
                }
            }
            Mistake::OtherSignMethod => match self.scheme {
                Scheme::Top(digest) => TopDigest::ALL
                    .iter()
                    .any(|other| other != digest && self.signs(&Scheme::Top(*other), self.params, self.body)),
                Scheme::Iop { .. } => self.is(&hex_upper(&md5(&Zeroizing::new(
                    [key, &self.string(&sorted, "", ""), key].concat(),
                )))),
                Scheme::TopInbound | Scheme::Aop { .. } | Scheme::Rpc(_) | Scheme::External(_) => false,
            },
            Mistake::SecretWithWhiteSpace => {
                let bare = self.secret.expose().trim();
                let others = [
                    bare.to_owned(),
                    format!("{bare}\n"),
                    format!("{bare}\r\n"),
                    format!(" {bare}"),
                    format!("{bare} "),
                ];
                others.into_iter().any(|other| {
                    other != self.secret.expose()
                        && self.is(self.scheme.sign(&Secret::new(other), self.params, self.body).text())
                })
            }
            Mistake::ParameterMissing => (0..sorted.len()).any(|left_out| {
                let mut fewer = sorted.clone();
                let (_, value) = fewer.remove(left_out);
                !value.trim().is_empty() && self.signs(self.scheme, &fewer, self.body)
            }),
            Mistake::SortedByName => match self.scheme {
                Scheme::Aop { path } => {
                    let mut base = Base::default();
                    base.text(path.as_bytes());
                    for (name, value) in &sorted {
                        base.pair(&Pair { name: name.as_bytes(), value: value.as_bytes() });
                    }
                    self.is(&hex_upper(&crate::gateway::digest::hmac_sha1(key, base.raw())))
                }
                Scheme::Top(_)
                | Scheme::TopInbound
                | Scheme::Iop { .. }
                | Scheme::Rpc(_)
                | Scheme::External(_) => false,
            },
            Mistake::SecretOnOneSide => match self.scheme {
                Scheme::Top(TopDigest::Md5) | Scheme::TopInbound => {
                    let plain = self.string(&sorted, "", "");
                    [[key, &plain].concat(), [&plain, key].concat()]
                        .map(Zeroizing::new)
                        .iter()
                        .any(|base| self.is(&hex_upper(&md5(base))))
                }
                Scheme::Top(_)
                | Scheme::Iop { .. }
                | Scheme::Aop { .. }
                | Scheme::Rpc(_)
                | Scheme::External(_) => false,
            },
        }
    }
}
