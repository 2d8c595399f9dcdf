//! The command and the library face.
