use tmall_schema::*;
fn main() {
    for f in std::env::args().skip(1) {
        let b = std::fs::read(&f).unwrap();
        match Schema::read(&b[..]) {
            Ok(s) => {
                let x = s.to_xml().unwrap();
                let again = Schema::parse(&x).unwrap();
                let y = again.to_xml().unwrap();
                let compact = Schema::parse(&s.to_xml_with(&WriteOptions::new()).unwrap()).unwrap();
                println!("{f}: eq {} fixed {} compact {}", s == again, x == y, compact == s);
                std::fs::write(format!("/tmp/out-{}", f.rsplit('/').next().unwrap()), &x).unwrap();
                let p = Param::from_defaults(&s);
                let px = p.to_xml(&s).unwrap();
                let back = Param::parse(&px).unwrap();
                println!("   defaults {} eq {}", p.fields().len(), back == p);
            }
            Err(e) => println!("{f}: ERR {e}"),
        }
        match Param::read(&b[..]) {
            Ok(s) => {
                let x = s.to_xml_with(None, &WriteOptions::new().pretty()).unwrap();
                let back = Param::parse(&x).unwrap();
                println!("   param {} eq {}", s.fields().len(), back == s)
            }
            Err(e) => println!("   param ERR {e}"),
        }
    }
}
