//! Whether a text is a file of standards.

use super::entries;

/// Keys that only image specs and lists of them have, with those that others have, too.
const IMAGE_KEYS: [&str; 13] = [
    "id",
    "name",
    "name_scheme",
    "source",
    "status",
    "import",
    "url",
    "version",
    "login",
    "os_distro",
    "os_version",
    "os_purpose",
    "provided_until",
];

const MOST_KEYS: usize = 40;

/// Whether a text is surely a file of standards, by the keys at its lines' beginnings. Flavors never are: definitions of
/// the flavor manager look the same, and are exports. JSON never is.
pub fn is_overlay(text: &str) -> bool {
    if text.len() > super::SIZE_LIMIT {
        return false;
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut keys: Vec<&str> = Vec::new();
    let mut of_images: Vec<&str> = Vec::new();
    for line in text.lines() {
        let inner = line.trim_start_matches([' ', '-']);
        if inner.is_empty() || inner.starts_with('#') {
            continue;
        }
        let is_top = inner.len() == line.len();
        let is_of_images = keys.last() == Some(&"images");
        match key_of(inner) {
            Some(key) if is_top && !keys.contains(&key) => keys.push(key),
            Some(key) if is_of_images && !is_top && !of_images.contains(&key) => of_images.push(key),
            None if is_top => return false,
            Some(_) | None => {}
        }
        // A list, or more than any schema has.
        if keys.is_empty() || keys.len() > MOST_KEYS || of_images.len() > MOST_KEYS {
            return false;
        }
    }
    let has = |key: &str| keys.contains(&key);
    if has("timeline") && has("modules") && has("versions") {
        return true;
    }
    let is_entries = !keys.is_empty() && keys.iter().all(|key| entries::keys().any(|known| known == *key));
    let are_specs = !has("images")
        || (of_images.contains(&"source")
            && of_images.contains(&"name")
            && of_images.iter().all(|key| IMAGE_KEYS.contains(key)));
    is_entries && are_specs
}

/// The key that a line begins with.
fn key_of(line: &str) -> Option<&str> {
    let (key, rest) = line.split_once(':')?;
    let is_word = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    ((rest.is_empty() || rest.starts_with([' ', '\t'])) && !key.is_empty() && key.chars().all(is_word))
        .then_some(key)
}
