//! The one integration binary: the real program on both engines, and the walls of the house.

mod support;
mod tidy;

#[test]
fn tmp() {
    let u = support::cluster::Cluster::get().database();
    println!("{u}");
}
