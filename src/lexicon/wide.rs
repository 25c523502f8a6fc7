//! Runs a loop over numbers in the widest registers that the processor has. The compiler makes the loop wide if all that
//! it calls is inlined.

use pulp::{Arch, Simd, WithSimd};

/// Runs a loop; it must be marked `#[inline(always)]`.
pub fn wide(run: impl FnMut()) {
    Arch::new().dispatch(Wide(run));
}

/// A closure that is called where it stands. Through [`FnOnce`] it would be called by a function of its own, which is
/// compiled for narrow registers.
struct Wide<F>(F);

impl<F: FnMut()> WithSimd for Wide<F> {
    type Output = ();

    #[expect(clippy::inline_always, reason = "the caller turns the wide registers on for what is inlined only")]
    #[inline(always)]
    fn with_simd<S: Simd>(mut self, _: S) {
        (self.0)();
    }
}
