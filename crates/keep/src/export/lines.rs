//! Lines of fields parted by tabs, nothing quoted, as the files of the field have them.

use std::io::Write;

/// Writes one line; what would part or end it stands as a space.
pub(super) fn line<F: AsRef<str>>(out: &mut dyn Write, fields: &[F]) -> std::io::Result<()> {
    for (at, field) in fields.iter().enumerate() {
        if at > 0 {
            out.write_all(b"\t")?;
        }
        let field = field.as_ref();
        match field.contains(char::is_control) {
            true => out.write_all(field.replace(char::is_control, " ").as_bytes())?,
            false => out.write_all(field.as_bytes())?,
        }
    }
    out.write_all(b"\n")
}
