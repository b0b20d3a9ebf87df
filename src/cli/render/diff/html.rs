use crate::cli::args::View;
use crate::cli::diff::Compared;
use tmall_schema::Lang;
pub(crate) struct Html;
impl Html {
    pub(crate) fn new(_: Lang, _: View) -> Html {
        Html
    }
}
impl super::Format for Html {
    fn file(&self, _: &Compared) -> String {
        String::new()
    }
}
