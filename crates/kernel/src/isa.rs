//! Which instructions this processor has.

/// An instruction set that the kernels are compiled for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Isa(pub(crate) Kind);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Portable,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "x86_64")]
    Avx512,
    #[cfg(target_arch = "x86_64")]
    Vnni,
}

impl Isa {
    /// Plain Rust, everywhere.
    pub const PORTABLE: Isa = Isa(Kind::Portable);

    /// The best one that this processor has. An [`Isa`] other than the portable one exists only if detected
    /// here or in [`Isa::available`]: that is what makes calls of its kernels sound.
    pub fn detect() -> Isa {
        Isa::available().last().copied().unwrap_or(Isa::PORTABLE)
    }

    /// All that this processor has, the best last.
    pub fn available() -> Vec<Isa> {
        #[allow(unused_mut)]
        let mut all = vec![Isa::PORTABLE];
        #[cfg(target_arch = "x86_64")]
        {
            if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
                all.push(Isa(Kind::Avx2));
                if is_x86_feature_detected!("avx512f") {
                    all.push(Isa(Kind::Avx512));
                    if is_x86_feature_detected!("avx512vnni") {
                        all.push(Isa(Kind::Vnni));
                    }
                }
            }
        }
        all
    }
}
