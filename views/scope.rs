//! What the pictures of one page share: ids that never meet, and masks drawn once for all seals.
//! Kept per thread because a page is rendered in one go on one thread; `layout::render` opens and closes it.

use std::cell::Cell;

thread_local! {
    static NEXT: Cell<u32> = const { Cell::new(0) };
    static NEEDS: Cell<u16> = const { Cell::new(0) };
}

/// Starts a page: ids count from one again, nothing is needed yet.
pub(crate) fn open() {
    NEXT.set(0);
    NEEDS.set(0);
}

/// An id no other picture of this page has.
pub fn fresh(prefix: &str) -> String {
    let id = NEXT.get() + 1;
    NEXT.set(id);
    format!("{prefix}{id}")
}

/// Remembers that the page needs a shared drawing.
pub(crate) fn need(bit: u16) {
    NEEDS.set(NEEDS.get() | bit);
}

/// What the page needed so far.
pub(crate) fn needs() -> u16 {
    NEEDS.get()
}
