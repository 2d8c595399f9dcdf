//! A text by code points.

/// The text by code points, sliced without walking it anew for each record.
pub(crate) struct Slices<'t> {
    text: &'t str,
    /// The byte at which every code point begins; empty where the text is ASCII.
    starts: Vec<u32>,
}

impl<'t> Slices<'t> {
    pub(crate) fn new(text: &'t str) -> Slices<'t> {
        let starts = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect()
        };
        Slices { text, starts }
    }

    /// How many code points there are.
    pub(crate) fn len(&self) -> u32 {
        self.starts.len().checked_sub(1).unwrap_or(self.text.len()) as u32
    }

    pub(crate) fn get(&self, [begin, end]: [u32; 2]) -> &'t str {
        let byte = |at: u32| match self.starts.is_empty() {
            true => at as usize,
            false => self.starts.get(at as usize).map_or(self.text.len(), |b| *b as usize),
        };
        self.text.get(byte(begin)..byte(end)).unwrap_or("")
    }
}
