//! What the command line prints, with exit codes: transcripts in `tests/cmd`. `TRYCMD=overwrite cargo test --test cli`
//! writes them anew; read the difference.

#[test]
fn transcripts() {
    trycmd::TestCases::new()
        .env("LC_ALL", "C")
        .env("COLUMNS", "100")
        .case("tests/cmd/*.trycmd");
}
