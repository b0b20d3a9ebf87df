use tmall_schema::*;
fn main() {
    for f in std::env::args().skip(1) {
        let b = std::fs::read(&f).unwrap();
        match Schema::read(&b[..]) {
            Ok(s) => {
                println!(
                    "{f}: ok {:?} fields {} options {}",
                    s.dialect(),
                    s.all_fields().count(),
                    s.all_fields().map(|f| f.options().len()).sum::<usize>()
                );
                for n in s.notes().iter().take(4) {
                    println!("   {n}");
                }
            }
            Err(e) => println!("{f}: ERR {e}"),
        }
        match Param::read(&b[..]) {
            Ok(s) => println!("   param {}", s.fields().len()),
            Err(e) => println!("   param ERR {e}"),
        }
    }
}
