//! The screens are embedded in the program: it is built again when they are.

fn main() {
    println!("cargo::rerun-if-changed=../../web/dist");
    println!("cargo::rerun-if-changed=../../examples/case");
}
