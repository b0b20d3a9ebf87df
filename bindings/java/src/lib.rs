//! The native half of the Java package: the methods of `tmallschema.Native`.
//!
//! Everything calls the contract of the library (`tmall_schema::api`), which `docs/json-contract.md` describes. Documents,
//! options and answers are byte arrays in UTF-8, since JNI's strings have an encoding of their own. A failure is written
//! into an array of the caller, and Java makes an exception of it. Panics are caught twice: as failures of class `bug` by
//! the contract, and, around the code here, as a `RuntimeException` by `EnvUnowned::with_env`.

mod call;
mod handles;

use std::sync::Arc;

use jni::errors::{Result, ThrowRuntimeExAndDefault};
use jni::objects::{JByteArray, JClass, JObject, JObjectArray};
use jni::sys::{jint, jlong};
use jni::{Env, EnvUnowned};
use tmall_schema::api::{Failure, guard, text};

use crate::call::Request;
use crate::handles::Handle;

/// An array of byte arrays: inputs, or a place for what a call writes.
type Arrays<'local> = JObjectArray<'local, JByteArray<'local>>;

/// Where a failure, and texts in both languages, are written.
const FAILURE: usize = 0;
const TEXTS: usize = 1;

fn bytes(env: &Env<'_>, array: &JByteArray<'_>) -> Result<Vec<u8>> {
    if array.is_null() { Ok(Vec::new()) } else { env.convert_byte_array(array) }
}

fn put(env: &mut Env<'_>, place: &Arrays<'_>, at: usize, text: &str) -> Result<()> {
    let array = env.byte_array_from_slice(text.as_bytes())?;
    place.set_element(env, at, &array)
}

/// The number of a new handle; 0 and a failure if there is none.
fn opened(
    env: &mut Env<'_>,
    place: &Arrays<'_>,
    make: impl FnOnce() -> std::result::Result<Handle, Failure>,
) -> Result<jlong> {
    match guard(make) {
        Ok(handle) => Ok(handles::open(handle)),
        Err(failure) => {
            put(env, place, FAILURE, &failure.to_json())?;
            Ok(0)
        }
    }
}

fn utf8(bytes: &[u8]) -> std::result::Result<&str, Failure> {
    std::str::from_utf8(bytes).map_err(|error| {
        let message = format!("a text is not UTF-8 at byte {}", error.valid_up_to());
        Failure::new(tmall_schema::api::FailureClass::Usage, message)
    })
}

/// `Native.parseSchema`
// SAFETY: the name belongs to this package, and the JVM calls it with the types that `Native.java` declares.
#[unsafe(no_mangle)]
pub extern "system" fn Java_tmallschema_Native_parseSchema<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    document: JByteArray<'local>,
    options: JByteArray<'local>,
    place: Arrays<'local>,
) -> jlong {
    let call = |env: &mut Env<'local>| -> Result<jlong> {
        let (document, options) = (bytes(env, &document)?, bytes(env, &options)?);
        opened(env, &place, || Ok(Handle::Schema(Arc::new(text::parse_schema(&document, utf8(&options)?)?))))
    };
    env.with_env(call).resolve::<ThrowRuntimeExAndDefault>()
}

/// `Native.parseMapping`
// SAFETY: as of `parseSchema`.
#[unsafe(no_mangle)]
pub extern "system" fn Java_tmallschema_Native_parseMapping<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    schema: jlong,
    mapping: JByteArray<'local>,
    options: JByteArray<'local>,
    place: Arrays<'local>,
    _kept: JObject<'local>,
) -> jlong {
    let call = |env: &mut Env<'local>| -> Result<jlong> {
        let (mapping, options) = (bytes(env, &mapping)?, bytes(env, &options)?);
        opened(env, &place, || {
            let schema = handles::schema(schema)?;
            Ok(Handle::Plan(Arc::new(text::parse_mapping(&schema, utf8(&mapping)?, utf8(&options)?)?)))
        })
    };
    env.with_env(call).resolve::<ThrowRuntimeExAndDefault>()
}

/// `Native.close`
// SAFETY: as of `parseSchema`.
#[unsafe(no_mangle)]
pub extern "system" fn Java_tmallschema_Native_close<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    handle: jlong,
) {
    let call = |_: &mut Env<'local>| -> Result<()> {
        handles::close(handle);
        Ok(())
    };
    env.with_env(call).resolve::<ThrowRuntimeExAndDefault>();
}

/// `Native.call`
// SAFETY: as of `parseSchema`.
#[unsafe(no_mangle)]
pub extern "system" fn Java_tmallschema_Native_call<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    function: jint,
    first: jlong,
    second: jlong,
    inputs: Arrays<'local>,
    options: JByteArray<'local>,
    place: Arrays<'local>,
    _one: JObject<'local>,
    _other: JObject<'local>,
) -> JByteArray<'local> {
    let call = |env: &mut Env<'local>| -> Result<JByteArray<'local>> {
        let mut given = Vec::new();
        for at in 0..inputs.len(env)? {
            let array = inputs.get_element(env, at)?;
            given.push(bytes(env, &array)?);
            // `impact` has any number of items, and the table of local references has an end.
            env.delete_local_ref(array);
        }
        let options = bytes(env, &options)?;
        let texts = place.len(env)? > TEXTS;
        let request = Request { function, first, second, inputs: &given, options: &options, texts };
        match guard(|| request.answer()) {
            Ok(answer) => {
                if let Some(texts) = &answer.texts {
                    put(env, &place, TEXTS, texts)?;
                }
                env.byte_array_from_slice(answer.json.as_bytes())
            }
            Err(failure) => {
                put(env, &place, FAILURE, &failure.to_json())?;
                Ok(JByteArray::null())
            }
        }
    };
    env.with_env(call).resolve::<ThrowRuntimeExAndDefault>()
}
