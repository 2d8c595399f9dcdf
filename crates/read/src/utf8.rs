//! Bytes in any encoding as UTF-8, while they are read.

use crate::{Bytes, Options, ReadError, encoding};
use encoding_rs::{CoderResult, Decoder};
use std::io::{self, BufRead, Read};

/// A stream of UTF-8. What is damaged in it is U+FFFD.
pub(crate) struct Utf8 {
    inner: Bytes,
    decoder: Decoder,
    out: Vec<u8>,
    at: usize,
    ended: bool,
    /// What was doubtful about the encoding.
    pub notes: Vec<String>,
}

/// So much is decoded at a time.
const CHUNK: usize = 1 << 16;

impl Utf8 {
    /// `head`: the first bytes of the input, by which the encoding is told.
    pub fn new(head: &[u8], mut inner: Bytes, origin: &str, options: &Options) -> Result<Self, ReadError> {
        let found = encoding::of_head(head, origin, options.charset.as_deref())?;
        let broken = |error: io::Error| ReadError::whole(origin, crate::Fault::Io(error.to_string()));
        io::copy(&mut inner.by_ref().take(found.skip as u64), &mut io::sink()).map_err(broken)?;
        let decoder = found.encoding.new_decoder_without_bom_handling();
        Ok(Utf8 { inner, decoder, out: Vec::new(), at: 0, ended: false, notes: found.notes })
    }

    fn more(&mut self) -> io::Result<()> {
        self.at = 0;
        while !self.ended {
            let bytes = self.inner.fill_buf()?;
            let last = bytes.is_empty();
            self.out.resize(CHUNK, 0);
            let (result, read, written, _) = self.decoder.decode_to_utf8(bytes, &mut self.out, last);
            self.inner.consume(read);
            self.out.truncate(written);
            self.ended = last && result == CoderResult::InputEmpty;
            if written > 0 {
                return Ok(());
            }
        }
        self.out.clear();
        Ok(())
    }
}

impl BufRead for Utf8 {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at >= self.out.len() {
            self.more()?;
        }
        Ok(&self.out[self.at..])
    }

    fn consume(&mut self, amount: usize) {
        self.at = (self.at + amount).min(self.out.len());
    }
}

impl Read for Utf8 {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let mut available = self.fill_buf()?;
        let read = available.read(out)?;
        self.consume(read);
        Ok(read)
    }
}
