//! Files that are put in place in one step, so that nobody ever reads half of one.

use std::fs::{File, Metadata};
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

/// Puts a new text in a file's place, unless somebody else has changed it since it was read. Its owner and its
/// permissions stay, and where the path is a link, the file that it leads to is replaced, not the link.
pub(crate) fn replace(path: &Path, old: &[u8], new: &[u8]) -> io::Result<()> {
    put_for(path, Some(old), new)
}

fn put_for(path: &Path, old: Option<&[u8]>, new: &[u8]) -> io::Result<()> {
    let file = std::fs::canonicalize(path)?;
    let data = std::fs::metadata(&file)?;
    if !data.is_file() {
        return Err(io::Error::other("not a regular file"));
    }
    if data.permissions().readonly() {
        return Err(io::Error::other("the file is read-only"));
    }
    put(&file, old, new, Some(&data))
}

/// Writes a new file, unless there is one.
pub(crate) fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = beside(path, bytes, None)?;
    beside
        .persist_noclobber(path)
        .map_err(|error| error.error)?;
    Ok(())
}

/// Writes a file, new or not. What is no regular file, such as a pipe, is written to as it is.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match std::fs::metadata(path) {
        Ok(data) if data.is_file() => put_for(path, None, bytes),
        Ok(data) if data.is_dir() => Err(io::Error::other("it is a folder")),
        Ok(_) => std::fs::write(path, bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => put(path, None, bytes, None),
        Err(error) => Err(error),
    }
}

/// Puts a file in place that is written beside it, with what is known of the one that is replaced.
fn put(path: &Path, old: Option<&[u8]>, new: &[u8], data: Option<&Metadata>) -> io::Result<()> {
    let beside = beside(path, new, data)?;
    if let Some(old) = old
        && std::fs::read(path)? != old
    {
        return Err(io::Error::other("it has changed since it was read"));
    }
    beside.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Writes a file beside the place that it is for.
fn beside(path: &Path, bytes: &[u8], data: Option<&Metadata>) -> io::Result<NamedTempFile> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY);
    #[cfg(unix)]
    if data.is_none() {
        // As any new file: the mask of the user takes away from this.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let beside = builder.tempfile_in(folder.unwrap_or(Path::new(".")));
    let mut beside = beside.map_err(|error| {
        io::Error::new(error.kind(), format!("in its folder, {}", error.kind()))
    })?;
    beside.write_all(bytes)?;
    if let Some(data) = data {
        keep_owner(beside.as_file(), data)?;
        beside.as_file().set_permissions(data.permissions())?;
    }
    beside.as_file().sync_all()?;
    Ok(beside)
}

/// Gives a new file to the owner of the old one, if that is another than who runs the program.
#[cfg(unix)]
fn keep_owner(new: &File, old: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let own = new.metadata()?;
    let owner = |data: &Metadata| (data.uid(), data.gid());
    match owner(&own) == owner(old) {
        true => Ok(()),
        false => fchown(new, Some(old.uid()), Some(old.gid()))
            .map_err(|error| io::Error::new(error.kind(), "it belongs to somebody else")),
    }
}

/// Elsewhere, files have no owner of this kind.
#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) -> io::Result<()> {
    Ok(())
}

/// How the names of files begin that are not in place yet.
pub(crate) const TEMPORARY: &str = ".prefect-lint-";
