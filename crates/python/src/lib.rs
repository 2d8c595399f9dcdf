//! dateline in Python. This room holds what must be in Rust: reading with the GIL released, columns of Arrow across the
//! border, the store. What people of Python see (types, notebooks, Spark) is written in Python, in `python/dateline`.

mod columns;
mod error;
mod happening;
mod many;
mod reader;
mod record;
mod reprint;
mod step;
mod store;
mod table;

#[pyo3::pymodule]
mod _dateline {
    #[pymodule_export]
    use super::error::{DatelineError, InputError, KnowledgeError, RuleError, StoreError};
    #[pymodule_export]
    use super::happening::ladder;
    #[pymodule_export]
    use super::many::Reading;
    #[pymodule_export]
    use super::reader::Reader;
    #[pymodule_export]
    use super::record::Record;
    #[pymodule_export]
    use super::reprint::{Reprints, prints};
    #[pymodule_export]
    use super::step::Step;
    #[pymodule_export]
    use super::store::Store;
    #[pymodule_export]
    use super::table::{Table, made_by, schema, table};
}
