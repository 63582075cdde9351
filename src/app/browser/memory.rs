//! What is remembered on this device: a database of the browser, which is there only while something is remembered.
//!
//! It holds a record, and the content of each file under a random number, so that tabs which know nothing of each other
//! never take one content for another. It is open only while something is read or written, so that no tab waits for
//! another; what several tabs ask for, the browser does one after the other.

use super::contents;
use crate::app::memory::{MemoryError, Record, Remembered, Stored, from_bytes, to_bytes};
use crate::app::state::Action;
use crate::present::FileId;
use crate::wording::path_text;
use js_sys::{Array, Map, Math, Promise, Reflect, Set, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, Event, IdbDatabase, IdbFactory, IdbOpenDbRequest, IdbRequest, IdbTransaction, IdbTransactionMode,
};
use yew::Callback;

/// The name of the database.
const DATABASE: &str = "scs-checker";

/// The name of the one store in it.
const STORE: &str = "remembered";

/// The key of the record in it.
const RECORD: &str = "record";

thread_local! {
    /// Under which random number the content of a file is stored, or will be.
    static KEYS: Map = Map::new();
}

/// Stores what is to be remembered, and tells the page how that went.
pub fn remember(remembered: Remembered, is_first: bool, act: &Callback<Action>) {
    // Handles, taken now: files may go while the database is being opened.
    let contents: Option<Vec<Blob>> =
        remembered.session.files.iter().map(|file| contents::get(file.id)).collect();
    tell(act, async move {
        Action::Remembered(match contents {
            Some(contents) => save(remembered, contents, is_first).await,
            None => Err(MemoryError::Failed),
        })
    });
}

/// Looks for something that was remembered, and gives it to the page.
pub fn recall(act: &Callback<Action>) {
    let act = act.clone();
    spawn_local(async move {
        if let Some(recalled) = load().await.transpose() {
            act.emit(Action::Recalled(recalled));
        }
    });
}

/// Forgets all that is remembered, and tells the page how that went.
pub fn forget_all(act: &Callback<Action>) {
    tell(act, async { Action::Forgotten(forget().await) });
}

fn tell(act: &Callback<Action>, action: impl Future<Output = Action> + 'static) {
    let act = act.clone();
    spawn_local(async move { act.emit(action.await) });
}

/// Stores what is to be remembered in place of what was, all of it or nothing. `contents` are those of its files, in
/// order; the ones that are stored already are not stored again. Without `is_first` something must be stored already.
pub async fn save(
    remembered: Remembered,
    contents: Vec<Blob>,
    is_first: bool,
) -> Result<Stored, MemoryError> {
    let connection = Connection::open(is_first).await?.ok_or(MemoryError::Gone)?;
    let transaction = connection.transaction(IdbTransactionMode::Readwrite)?;
    let written = write(&transaction, remembered, &contents).await;
    if written.is_err() {
        // It fails if the browser has done so.
        let _ = transaction.abort();
    }
    written.map_err(|error| kind_of(&error))
}

/// What is remembered; nothing is made by looking. Its files are kept under numbers of this page.
pub async fn load() -> Result<Option<Remembered>, MemoryError> {
    let Some(connection) = Connection::open(false).await? else { return Ok(None) };
    let transaction = connection.transaction(IdbTransactionMode::Readonly)?;
    read(&transaction).await.map_err(|error| kind_of(&error))
}

/// Forgets all that is remembered.
pub async fn forget() -> Result<(), MemoryError> {
    let request = factory()?.delete_database(DATABASE).map_err(|error| kind_of(&error))?;
    done(&request).await.map_err(|error| kind_of(&error))?;
    Ok(())
}

async fn write(
    transaction: &IdbTransaction,
    remembered: Remembered,
    contents: &[Blob],
) -> Result<Stored, JsValue> {
    let store = transaction.object_store(STORE)?;
    let left = Set::new(&done(&store.get_all_keys()?).await?);
    left.delete(&RECORD.into());
    let mut keys = Vec::new();
    for (file, content) in remembered.session.files.iter().zip(contents) {
        let key = key_of(file.id);
        keys.push(key.to_bits());
        if !left.delete(&key.into()) {
            store.put_with_key(content, &key.into())?;
        }
    }
    for key in Array::from(&left).iter() {
        store.delete(&key)?;
    }
    let files = &remembered.session.files;
    let (count, size) = (files.len(), files.iter().map(|file| file.bytes).sum::<usize>());
    let record = to_bytes(&Record { remembered, keys });
    store.put_with_key(&Uint8Array::from(record.as_slice()), &RECORD.into())?;
    completed(transaction).await?;
    Ok(Stored { files: count, bytes: size + record.len() })
}

async fn read(transaction: &IdbTransaction) -> Result<Option<Remembered>, JsValue> {
    let store = transaction.object_store(STORE)?;
    let record = done(&store.get(&RECORD.into())?).await?;
    if record.is_undefined() {
        // The page was closed as it was about to store something.
        return Ok(None);
    }
    let bytes = record.dyn_into::<Uint8Array>()?.to_vec();
    let Record { mut remembered, keys } = from_bytes(&bytes).ok_or(JsValue::NULL)?;
    for (file, key) in remembered.session.files.iter_mut().zip(keys) {
        let key = f64::from_bits(key).into();
        let content = done(&store.get(&key)?).await?.dyn_into::<Blob>()?;
        // Whoever can change what is stored can change its names, too.
        file.name = path_text(&file.name).into();
        file.id = contents::keep("", content).id;
        KEYS.with(|keys| keys.set(&file.id.0.into(), &key));
    }
    Ok(Some(remembered))
}

fn key_of(id: FileId) -> f64 {
    KEYS.with(|keys| {
        let id = id.0.into();
        keys.get(&id).as_f64().unwrap_or_else(|| {
            let key = Math::random();
            keys.set(&id, &key.into());
            key
        })
    })
}

/// The database, as long as it is open.
struct Connection(IdbDatabase);

impl Connection {
    /// Opens the database. If there is none it is made, or left alone.
    async fn open(may_make: bool) -> Result<Option<Connection>, MemoryError> {
        let request = factory()?.open_with_u32(DATABASE, 1).map_err(|error| kind_of(&error))?;
        let is_missing = Closure::once(move |event: Event| {
            // What fails in it fails the request.
            let _ = make_or_leave(&event, may_make);
        });
        request.set_onupgradeneeded(Some(is_missing.as_ref().unchecked_ref()));
        match done(&request).await {
            Ok(database) => Ok(Some(Connection(database.unchecked_into()))),
            Err(error) => match name_of(&error).as_str() {
                "AbortError" if !may_make => Ok(None),
                "QuotaExceededError" => Err(MemoryError::Full),
                "VersionError" => Err(MemoryError::Failed),
                _ => Err(MemoryError::Unavailable),
            },
        }
    }

    fn transaction(&self, mode: IdbTransactionMode) -> Result<IdbTransaction, MemoryError> {
        self.0.transaction_with_str_and_mode(STORE, mode).map_err(|error| kind_of(&error))
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// Makes a database that is being opened and not there, or stops that.
fn make_or_leave(event: &Event, may_make: bool) -> Option<()> {
    let request = event.target()?.unchecked_into::<IdbOpenDbRequest>();
    if may_make {
        let database = request.result().ok()?.unchecked_into::<IdbDatabase>();
        database.create_object_store(STORE).ok().map(drop)
    } else {
        request.transaction()?.abort().ok()
    }
}

fn factory() -> Result<IdbFactory, MemoryError> {
    let factory = web_sys::window().and_then(|window| window.indexed_db().ok().flatten());
    factory.ok_or(MemoryError::Unavailable)
}

/// What a request is answered.
async fn done(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let answer = Promise::new(&mut |done, failed| {
        request.set_onsuccess(Some(&done));
        request.set_onerror(Some(&failed));
    });
    match JsFuture::from(answer).await {
        Ok(_) => request.result(),
        Err(_) => Err(request.error()?.into()),
    }
}

/// Waits until all that a transaction was asked for is stored.
async fn completed(transaction: &IdbTransaction) -> Result<(), JsValue> {
    let answer = Promise::new(&mut |done, failed| {
        transaction.set_oncomplete(Some(&done));
        transaction.set_onabort(Some(&failed));
    });
    match JsFuture::from(answer).await {
        Ok(_) => Ok(()),
        Err(_) => Err(transaction.error().into()),
    }
}

fn kind_of(error: &JsValue) -> MemoryError {
    match name_of(error).as_str() {
        "QuotaExceededError" => MemoryError::Full,
        "SecurityError" | "InvalidStateError" => MemoryError::Unavailable,
        _ => MemoryError::Failed,
    }
}

/// The name of an exception; empty for anything else.
fn name_of(error: &JsValue) -> String {
    let name = Reflect::get(error, &"name".into()).ok();
    name.and_then(|name| name.as_string()).unwrap_or_default()
}
