//! Event types of PLOVER (2021) with their quad class.

/// Quad class: verbal or material, cooperation or conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Quad {
    /// 1
    VerbalCooperation = 1,
    /// 2
    MaterialCooperation = 2,
    /// 3
    VerbalConflict = 3,
    /// 4
    MaterialConflict = 4,
}

macro_rules! plover {
    ($($name:ident $text:literal $quad:ident $root:literal),* $(,)?) => {
        /// The 16 event types of PLOVER (manual of 2021, CC BY-SA 4.0).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)]
        pub enum Plover { $($name),* }

        impl Plover {
            /// All of them.
            pub const ALL: &'static [Plover] = &[$(Plover::$name),*];

            /// As PLOVER writes it.
            pub fn as_str(self) -> &'static str {
                match self { $(Plover::$name => $text),* }
            }

            /// Its quad class.
            pub fn quad(self) -> Quad {
                match self { $(Plover::$name => Quad::$quad),* }
            }

            /// The CAMEO root that it mostly corresponds to, two digits.
            pub fn cameo_root(self) -> &'static str {
                match self { $(Plover::$name => $root),* }
            }
        }
    };
}

plover! {
    Agree "AGREE" VerbalCooperation "03", Consult "CONSULT" VerbalCooperation "04",
    Support "SUPPORT" VerbalCooperation "05", Concede "CONCEDE" VerbalCooperation "08",
    Cooperate "COOPERATE" MaterialCooperation "06", Aid "AID" MaterialCooperation "07",
    Retreat "RETREAT" MaterialCooperation "08", Request "REQUEST" VerbalConflict "10",
    Accuse "ACCUSE" VerbalConflict "11", Reject "REJECT" VerbalConflict "12",
    Threaten "THREATEN" VerbalConflict "13", Protest "PROTEST" MaterialConflict "14",
    Sanction "SANCTION" MaterialConflict "16", Mobilize "MOBILIZE" MaterialConflict "15",
    Coerce "COERCE" MaterialConflict "17", Assault "ASSAULT" MaterialConflict "18",
}

impl Plover {
    /// Reads `ASSAULT`.
    pub fn parse(text: &str) -> Option<Plover> {
        Plover::ALL.iter().copied().find(|p| p.as_str() == text)
    }
}
