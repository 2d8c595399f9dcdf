//! Packed inputs: `.gz`, `.zst` and `.xz` are unpacked as they are read, whatever their names; the members of a
//! `.zip` are inputs of their own.
//!
//! A few bytes can stand for terabytes, so what is unpacked is counted: see [`Guarded`].

mod guard;
mod zip;
mod zstd;

use crate::Bytes;
use crate::stream::peek;
use guard::{Counted, Guarded};
use std::io::{self, Read};
pub(crate) use zip::Members;

/// So often may one be packed in another: a page in a gzip in a zip.
pub(crate) const DEEPEST: u8 = 4;
/// The dictionary that `.xz` may ask for, in KiB; `xz -9` asks for 64 MiB.
const DICTIONARY: u32 = 192 << 10;

/// How bytes are packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    Gzip,
    Zstd,
    Xz,
    Zip,
}

impl Packing {
    /// By the first bytes.
    pub fn of(head: &[u8]) -> Option<Packing> {
        match head {
            [0x1f, 0x8b, ..] => Some(Packing::Gzip),
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Some(Packing::Zstd),
            [0xfd, b'7', b'z', b'X', b'Z', 0, ..] => Some(Packing::Xz),
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Some(Packing::Zip),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Packing::Gzip => "gzip",
            Packing::Zstd => "zstd",
            Packing::Xz => "xz",
            Packing::Zip => "zip",
        }
    }
}

/// What is inside of a stream that is packed, its head and all of it.
pub(crate) fn unpack(packing: Packing, bytes: Bytes) -> io::Result<(Vec<u8>, Bytes)> {
    let (counted, taken) = Counted::new(bytes);
    let inside: Box<dyn Read + Send> = match packing {
        Packing::Gzip => Box::new(flate2::bufread::MultiGzDecoder::new(counted)),
        Packing::Zstd => Box::new(zstd::Frames::new(counted)),
        Packing::Xz => Box::new(lzma_rust2::XzReader::new_mem_limit(counted, true, DICTIONARY)),
        Packing::Zip => Box::new(counted),
    };
    peek(Box::new(Named { packing, inner: Guarded::new(inside, taken) }))
}

/// Names the packing where its data is damaged.
struct Named<R> {
    packing: Packing,
    inner: R,
}

impl<R: Read> Read for Named<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.inner.read(out).map_err(|error| match guard::is_bomb(&error) {
            true => error,
            false => {
                let words = format!("the {} data is damaged ({error})", self.packing.name());
                io::Error::new(error.kind(), words)
            }
        })
    }
}
