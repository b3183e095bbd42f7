//! What changes while the server runs: documents, folders, settings, the files around.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use prefect_lint_core::text::Source;
use prefect_lint_host::{Disk, paths};
use serde_json::Value;
use tower_lsp_server::ls_types::*;

use crate::client::Abilities;
use crate::settings::AllSettings;
use crate::surroundings::{self, Surroundings};
use crate::text::Text;
use crate::uris;
use crate::work::{Job, Stamp};

/// What manifests are called that have no path yet.
const UNTITLED: &str = "prefect.yaml";

/// What is known at a moment.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) abilities: Abilities,
    pub(crate) trace: TraceValue,
    documents: HashMap<Uri, Document>,
    pub(crate) folders: Vec<PathBuf>,
    /// The settings that the client has started with; they count where it sends none later.
    initial: Value,
    /// The settings that the client has sent: for all, and by folder.
    sent: (Value, HashMap<PathBuf, Value>),
    settings: Arc<AllSettings>,
    disk: Arc<Disk>,
    around: Arc<Surroundings>,
    stamps: Stamp,
    /// How often files may have come or gone.
    places: u64,
}

/// A document that is open in the editor.
#[derive(Debug)]
struct Document {
    text: Arc<Text>,
    version: i32,
    language: String,
    stamp: u64,
}

impl State {
    pub(crate) fn new() -> Self {
        let disk = Arc::new(Disk::default());
        Self {
            abilities: Abilities::default(),
            trace: TraceValue::Off,
            documents: HashMap::new(),
            folders: Vec::new(),
            initial: Value::Null,
            sent: Default::default(),
            settings: Arc::new(AllSettings::new(&[], &Value::Null, &HashMap::new())),
            around: surroundings::now(HashMap::new(), disk.clone()),
            disk,
            stamps: Stamp::default(),
            places: 0,
        }
    }

    /// A picture of the moment for a document that is open.
    pub(crate) fn job(&self, uri: &Uri) -> Option<Job> {
        let document = self.documents.get(uri)?;
        uris::is_editable(uri).then(|| Job {
            version: Some(document.version),
            language: document.language.clone(),
            ..self.job_for(
                uri.clone(),
                uris::path(uri),
                document.text.clone(),
                document.stamp,
            )
        })
    }

    /// A picture of the moment for a manifest that is on the disk only.
    pub(crate) fn job_on_disk(&self, uri: Uri, path: PathBuf, source: Source) -> Job {
        let text = Text::new(source);
        // The disk numbers no versions: a text is what is in it.
        let stamp = text.hash();
        self.job_for(uri, Some(path), Arc::new(text), stamp)
    }

    fn job_for(&self, uri: Uri, path: Option<PathBuf>, text: Arc<Text>, stamp: u64) -> Job {
        Job {
            uri,
            path,
            text,
            version: None,
            language: String::new(),
            settings: self.settings.clone(),
            around: self.around.clone(),
            encoding: self.abilities.encoding,
            abilities: self.abilities,
            stamp: Stamp {
                document: stamp,
                ..self.stamps
            },
        }
    }

    /// Whether nothing has changed since the picture was taken that an answer depends on.
    pub(crate) fn is_fresh(&self, job: &Job) -> bool {
        let document = match self.documents.get(&job.uri) {
            Some(document) => document.stamp == job.stamp.document,
            None => job.version.is_none(),
        };
        let (now, then) = (self.stamps, job.stamp);
        document && (now.files, now.settings) == (then.files, then.settings)
    }

    /// Takes a document in.
    pub(crate) fn open(&mut self, document: TextDocumentItem) {
        let path = uris::path(&document.uri).and_then(|path| paths::plain(&path));
        let name = path.unwrap_or_else(|| UNTITLED.to_owned());
        let text = Text::new(Source::new(name, document.text));
        let document_ = Document {
            text: Arc::new(text),
            version: document.version,
            language: document.language_id,
            stamp: self.next(),
        };
        self.documents.insert(document.uri, document_);
    }

    /// Carries out edits; nothing for a document that is not open.
    pub(crate) fn edit(&mut self, params: DidChangeTextDocumentParams) {
        let encoding = self.abilities.encoding;
        let stamp = self.next();
        if let Some(document) = self.documents.get_mut(&params.text_document.uri) {
            document.text = Arc::new(document.text.edited(params.content_changes, encoding));
            document.version = params.text_document.version;
            document.stamp = stamp;
        }
    }

    pub(crate) fn close(&mut self, uri: &Uri) {
        self.documents.remove(uri);
    }

    /// The documents that are open.
    pub(crate) fn open_documents(&self) -> Vec<Uri> {
        self.documents.keys().cloned().collect()
    }

    pub(crate) fn settings(&self) -> Arc<AllSettings> {
        self.settings.clone()
    }

    /// The same as long as manifests can be expected where they were.
    pub(crate) fn stamp_of_places(&self) -> (u64, u64) {
        (self.places, self.stamps.settings)
    }

    /// Looks at all files around anew.
    pub(crate) fn renew_files(&mut self) {
        self.disk = Arc::default();
        self.look_around();
    }

    /// Looks at some files around anew.
    pub(crate) fn renew_these(&mut self, paths: &[PathBuf]) {
        for path in paths {
            self.disk.forget(path);
        }
        self.look_around();
    }

    /// Takes what a document has become for the file that others see.
    pub(crate) fn renew_buffer(&mut self, uri: &Uri) {
        if let Some((path, text)) = self.buffer(uri) {
            self.around.edit(path, text);
            self.stamps.files += 1;
        }
    }

    fn look_around(&mut self) {
        let buffers = self.documents.keys().filter_map(|uri| self.buffer(uri));
        self.around = surroundings::now(buffers.collect(), self.disk.clone());
        self.stamps.files += 1;
        self.places += 1;
    }

    fn buffer(&self, uri: &Uri) -> Option<(String, Arc<[u8]>)> {
        let text = self.documents.get(uri)?.text.str();
        let path = paths::plain(&uris::path(uri)?)?;
        Some((path, Arc::from(text.as_bytes())))
    }

    /// Looks for settings anew.
    pub(crate) fn renew_settings(&mut self) {
        let (for_all, by_folder) = &self.sent;
        let for_all = match for_all.is_object() {
            true => for_all,
            false => &self.initial,
        };
        self.settings = Arc::new(AllSettings::new(&self.folders, for_all, by_folder));
        self.stamps.settings += 1;
    }

    /// Takes the settings that the client starts with.
    pub(crate) fn start_with(&mut self, settings: Value) {
        self.initial = settings;
        self.renew_settings();
    }

    /// Takes the settings that the client sends.
    pub(crate) fn send(&mut self, for_all: Value, by_folder: HashMap<PathBuf, Value>) {
        self.sent = (for_all, by_folder);
        self.renew_settings();
    }

    fn next(&mut self) -> u64 {
        self.stamps.document += 1;
        self.stamps.document
    }
}
