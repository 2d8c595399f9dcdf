//! SIMD kernels: the one crate where unsafe is allowed.
