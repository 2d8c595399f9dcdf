//! `dateline compare`: a store beside events that others coded.

use crate::arguments::store::{CompareArguments, CompareClass, CompareEach};
use crate::input::Failure;
use crate::sql_command::told;
use crate::store_command::failure;
use dateline::keep::{self, Class, Each, Store};

pub fn run(arguments: &CompareArguments) -> Result<u8, Failure> {
    let store = Store::open(&arguments.store).map_err(failure)?;
    let class = match arguments.class {
        CompareClass::Root => Class::Root,
        CompareClass::Quad => Class::Quad,
    };
    let each = match arguments.each {
        CompareEach::Dyad => Each::Dyad,
        CompareEach::Day => Each::Day,
        CompareEach::Cell => Each::Cell,
    };
    let files: Vec<_> = arguments.files.iter().map(std::path::PathBuf::as_path).collect();
    let made = keep::compare(&store, &files, class).map_err(failure)?;
    for broken in &made.files.told {
        eprintln!("dateline: {}:{}: {}", broken.path.display(), broken.line, broken.why);
    }
    let untold = made.files.broken - made.files.told.len();
    if untold > 0 {
        eprintln!("dateline: and {untold} more broken lines");
    }
    told(&made.answer(each), arguments.format)?;
    eprint!("{}", made.summary());
    Ok(u8::from(made.files.broken > 0))
}
