//! The limit on what packed bytes may grow to.

use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// News texts pack to a tenth, tables and logs to a fiftieth, the same line over and over to a few hundredths of that;
/// what grows more than so many times holds nothing.
const RATIO: u64 = 1000;
/// So many bytes may come out whatever the ratio.
const FREE: u64 = 64 << 20;

/// How many packed bytes have been taken.
pub(super) type Taken = Arc<AtomicU64>;

/// Packed bytes, counted.
pub(super) struct Counted<R> {
    inner: R,
    taken: Taken,
}

impl<R> Counted<R> {
    pub fn new(inner: R) -> (Self, Taken) {
        let taken = Taken::default();
        (Counted { inner, taken: taken.clone() }, taken)
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(out)?;
        self.taken.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.taken.fetch_add(amount as u64, Ordering::Relaxed);
        self.inner.consume(amount);
    }
}

/// Unpacked bytes; an error where they are out of all proportion to the packed ones.
pub(super) struct Guarded {
    inner: Box<dyn Read + Send>,
    taken: Taken,
    given: u64,
}

impl Guarded {
    pub fn new(inner: Box<dyn Read + Send>, taken: Taken) -> Self {
        Guarded { inner, taken, given: 0 }
    }
}

impl Read for Guarded {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(out)?;
        self.given += read as u64;
        if self.given > FREE && self.given / RATIO > self.taken.load(Ordering::Relaxed) {
            let words =
                format!("it unpacks to more than {RATIO} times its size, as only a decompression bomb does");
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, words));
        }
        Ok(read)
    }
}

/// Whether an error is that of the limit.
pub(super) fn is_bomb(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::FileTooLarge
}
