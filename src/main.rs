//! The door. Everything is in `cli`.

fn main() -> std::process::ExitCode {
    noren::cli::main()
}
