use tmall_schema::*;
#[path = "../tests/support/generate.rs"]
#[allow(dead_code)]
mod generate;
fn main() {
    let xml = generate::schema(&generate::Shape::large(), 1);
    let n: usize = std::env::args().nth(1).unwrap().parse().unwrap();
    let mut best = f64::MAX;
    for _ in 0..n {
        let t = std::time::Instant::now();
        let s = Schema::parse(&xml).unwrap();
        let e = t.elapsed().as_secs_f64();
        std::hint::black_box(s);
        best = best.min(e);
    }
    println!("{:.3} ms {:.0} MB/s", best * 1e3, xml.len() as f64 / best / 1e6);
    std::fs::write("/tmp/large.xml", &xml).unwrap();
}
