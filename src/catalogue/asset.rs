//! The sizes of files and pictures. The facts about the files of examples are in `example`.

use crate::catalogue::entry::{Entry, FINDING, Family, Source};
use crate::catalogue::example::Example;
use crate::catalogue::grade::{ERROR, Grade, WARNING};
use crate::catalogue::template::Template;
use crate::catalogue::words::{Words, words};
use crate::code::Code;

pub(crate) mod texts {
    use crate::catalogue::template::{Template, template};

    pub(crate) static FILE: Template =
        template("the file has {actual} bytes, {range}", "文件大小为 {actual} 字节，{range}");
    pub(crate) static PICTURE: Template =
        template("{actual} pixels, {range}", "图片尺寸为 {actual} 像素，{range}");
    pub(crate) static PICTURE_DOUBTFUL: Template = template(
        "{actual} pixels, {range}; the result depends on which of the two numbers is the width",
        "图片尺寸为 {actual} 像素，{range}；取决于两个数字中哪个是宽度",
    );
    pub(crate) static PICTURE_FILE: Template = template(
        "{actual} bytes, {range}, if the number is the size of the file",
        "文件为 {actual} 字节，{range}（若该数字是文件大小）",
    );
}

static PICTURES: &[&Template] = &[&texts::PICTURE, &texts::PICTURE_DOUBTFUL, &texts::PICTURE_FILE];

static DOUBTFUL: &[(Grade, Words)] = &[(
    WARNING,
    words(
        "if the picture breaks the limit for only one order of its two numbers",
        "只有按两个数字的一种顺序才超出限制时",
    ),
)];

/// All entries of this file.
pub(super) static ENTRIES: &[&Entry] = &[&MAX_TARGET, &MIN_TARGET, &MAX_IMAGE, &MIN_IMAGE];

pub(super) static MAX_TARGET: Entry = Entry {
    code: Code::MaxTargetSize.as_str(),
    family: Family::Assets,
    grade: ERROR,
    title: words("File too large", "文件过大"),
    meaning: words(
        "A maxTargetSizeRule limits the size of the file that the value names; 1 KB is 1024 bytes. The size \
         is in no document, so it comes from asset facts (--assets). Without them the rule is reported as \
         `unchecked`.",
        "maxTargetSizeRule 限制值所指文件的大小，1 KB 为 1024 字节。文档中没有文件大小，需由素材信息提供，\
         否则报告为 `unchecked`。",
    ),
    sources: &[Source::Guide],
    fix: words("Use a smaller file, or compress it more.", "换用较小的文件，或进一步压缩。"),
    templates: &[&texts::FILE],
    examples: &[Example {
        grade: ERROR,
        schema: r#"
            <field id="main_image" name="商品主图" type="input"><rules>
              <rule name="maxTargetSizeRule" value="500" unit="kb"/>
            </rules></field>"#,
        item: r#"
            <field id="main_image" type="input"><value>https://img.example.com/large.jpg</value></field>"#,
        fixed: r#"
            <field id="main_image" type="input"><value>https://img.example.com/wide.jpg</value></field>"#,
    }],
    ..FINDING
};

pub(super) static MIN_TARGET: Entry = Entry {
    code: Code::MinTargetSize.as_str(),
    family: Family::Assets,
    grade: ERROR,
    title: words("File too small", "文件过小"),
    meaning: words(
        "A minTargetSizeRule requires a minimum size of the file that the value names. The size comes from \
         asset facts, as for `max-target-size`.",
        "minTargetSizeRule 规定值所指文件的最小大小，依据素材信息校验，与 `max-target-size` 相同。",
    ),
    sources: &[Source::Guide],
    fix: words("Use a file of better quality.", "换用质量更高的文件。"),
    templates: &[&texts::FILE],
    examples: &[Example {
        grade: ERROR,
        schema: r#"
            <field id="main_image" name="商品主图" type="input"><rules>
              <rule name="minTargetSizeRule" value="50" unit="kb"/>
            </rules></field>"#,
        item: r#"
            <field id="main_image" type="input"><value>https://img.example.com/small.jpg</value></field>"#,
        fixed: r#"
            <field id="main_image" type="input"><value>https://img.example.com/wide.jpg</value></field>"#,
    }],
    ..FINDING
};

pub(super) static MAX_IMAGE: Entry = Entry {
    code: Code::MaxImageSize.as_str(),
    family: Family::Assets,
    grade: ERROR,
    variants: DOUBTFUL,
    title: words("Picture too large", "图片尺寸过大"),
    meaning: words(
        "A maxImageSizeRule such as 800*800 limits both sides of the picture that the value names; 0 means \
         no limit. The platform does not say which number is the width, and some real schemas put the \
         height first. So a picture is an error only if it is too large in both orders. The sizes come from \
         asset facts.",
        "maxImageSizeRule（如 800*800）限制值所指图片的两边，0 表示不限。平台没有说明哪个数字是宽度，真实 schema 中有高度在前的，\
         因此两种顺序都超出才是错误。依据素材信息校验。",
    ),
    sources: &[Source::Guide, Source::Documents, Source::Decision],
    fix: words("Scale the picture down.", "缩小图片。"),
    templates: PICTURES,
    examples: &[
        Example {
            grade: ERROR,
            schema: r#"
                <field id="main_image" name="商品主图" type="input"><rules>
                  <rule name="maxImageSizeRule" value="800*800"/>
                </rules></field>"#,
            item: r#"
                <field id="main_image" type="input"><value>https://img.example.com/large.jpg</value></field>"#,
            fixed: r#"
                <field id="main_image" type="input"><value>https://img.example.com/small.jpg</value></field>"#,
        },
        Example {
            grade: WARNING,
            schema: r#"
                <field id="banner" name="横幅" type="input"><rules>
                  <rule name="maxImageSizeRule" value="620x960"/>
                </rules></field>"#,
            item: r#"
                <field id="banner" type="input"><value>https://img.example.com/wide.jpg</value></field>"#,
            fixed: r#"
                <field id="banner" type="input"><value>https://img.example.com/small.jpg</value></field>"#,
        },
    ],
    ..FINDING
};

pub(super) static MIN_IMAGE: Entry = Entry {
    code: Code::MinImageSize.as_str(),
    family: Family::Assets,
    grade: ERROR,
    variants: DOUBTFUL,
    title: words("Picture too small", "图片尺寸过小"),
    meaning: words(
        "A minImageSizeRule requires a minimum width and height of the picture that the value names. The \
         two numbers are read, and the sizes obtained, as for `max-image-size`.",
        "minImageSizeRule 规定值所指图片的最小宽高。两个数字的读法和校验依据与 `max-image-size` 相同。",
    ),
    sources: &[Source::Guide, Source::Documents, Source::Decision],
    fix: words("Use a larger picture.", "换用更大的图片。"),
    templates: PICTURES,
    examples: &[
        Example {
            grade: ERROR,
            schema: r#"
                <field id="main_image" name="商品主图" type="input"><rules>
                  <rule name="minImageSizeRule" value="800*800"/>
                </rules></field>"#,
            item: r#"
                <field id="main_image" type="input"><value>https://img.example.com/small.jpg</value></field>"#,
            fixed: r#"
                <field id="main_image" type="input"><value>https://img.example.com/large.jpg</value></field>"#,
        },
        Example {
            grade: WARNING,
            schema: r#"
                <field id="banner" name="横幅" type="input"><rules>
                  <rule name="minImageSizeRule" value="620x960"/>
                </rules></field>"#,
            item: r#"
                <field id="banner" type="input"><value>https://img.example.com/wide.jpg</value></field>"#,
            fixed: r#"
                <field id="banner" type="input"><value>https://img.example.com/large.jpg</value></field>"#,
        },
    ],
    ..FINDING
};
