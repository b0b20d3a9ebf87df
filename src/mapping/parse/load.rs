//! The files that a mapping names.

use std::io;

use crate::mapping::encoding;
use crate::mapping::limits::MAX_FILE_BYTES;
use crate::mapping::message::{Message, message};

/// Gives the content of a file that a mapping names, by its path behind the folder of the file that names it.
#[derive(Clone, Copy)]
pub(super) enum Load<'l> {
    /// The mapping is a text, so files cannot be named.
    Nothing,
    /// This function reads them.
    With(&'l dyn Fn(&str) -> io::Result<Vec<u8>>),
}

/// Why a file cannot be read.
pub(super) enum LoadError {
    /// A mapping from text reads no files.
    NoFiles,
    Io(io::Error),
    TooLarge,
    /// Neither UTF-8 nor GBK.
    Encoding,
}

impl Load<'_> {
    pub(super) fn bytes(self, path: &str) -> Result<Vec<u8>, LoadError> {
        match self {
            Load::Nothing => Err(LoadError::NoFiles),
            Load::With(load) => load(path).map_err(LoadError::Io),
        }
    }
}

/// The text of a file.
pub(super) fn decode(bytes: Vec<u8>) -> Result<String, LoadError> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(LoadError::TooLarge);
    }
    encoding::decode(bytes).ok_or(LoadError::Encoding)
}

impl LoadError {
    /// The message for a file.
    pub(super) fn message(&self, name: &str) -> Message {
        let Message { en, zh } = match self {
            LoadError::NoFiles => message!(
                "this mapping was given as a text, and only a mapping that is opened as a file can read others",
                "该映射以文本形式给出；只有以文件形式打开的映射才能读取其他文件",
            ),
            LoadError::Io(error) => io_message(error),
            LoadError::TooLarge => message!(
                "it is larger than {megabytes} MB",
                "文件超过 {megabytes} MB",
                megabytes = MAX_FILE_BYTES >> 20,
            ),
            LoadError::Encoding => message!(
                "it is neither UTF-8 nor GBK; save it as UTF-8",
                "既不是 UTF-8 也不是 GBK；请保存为 UTF-8",
            ),
        };
        message!("cannot read \"{name}\": {en}", "无法读取“{name}”：{zh}")
    }
}

fn io_message(error: &io::Error) -> Message {
    let kind = error.kind();
    if kind == io::ErrorKind::NotFound {
        message!("no such file", "文件不存在")
    } else if kind == io::ErrorKind::PermissionDenied {
        message!("permission denied", "没有权限")
    } else if kind == io::ErrorKind::IsADirectory {
        message!("it is a directory", "这是目录")
    } else {
        message!("{error}", "{error}")
    }
}
