//! The rules of packs about titles, descriptions and images.

use crate::catalogue::entry::{Entry, HOUSE, HouseRules, Source};
use crate::catalogue::example::Example;
use crate::catalogue::grade::{ERROR, WARNING};
use crate::catalogue::words::words;
use crate::code::RuleCode;

/// All entries of this file.
pub(in crate::catalogue) static ENTRIES: &[&Entry] = &[
    &MARKUP_IN_TITLE,
    &ADVERTISING_LAW_WORD,
    &DESCRIPTION_WITHOUT_PICTURE,
    &RETIRED_DESCRIPTION,
    &IMAGE_GAP,
    &NO_IMAGE,
    &DUPLICATE_IMAGE,
    &IMAGE_WITHOUT_FILE_ID,
];

static MARKUP_IN_TITLE: Entry = Entry {
    code: RuleCode::MarkupInTitle.as_str(),
    grade: WARNING,
    title: words("Title with < or >", "标题含有尖括号"),
    meaning: words(
        "A title has < or > in it. A title is a plain text, so these are mostly left-over tags.",
        "标题含有 < 或 >。标题是纯文本，出现尖括号多半是残留的标签。",
    ),
    sources: &[Source::Decision],
    fix: words("Remove the tags or signs.", "去掉标签或尖括号。"),
    rules: Some(HouseRules::Pack("tmall")),
    examples: &[Example {
        grade: WARNING,
        schema: r#"
            <field id="title" name="商品标题" type="input"/>"#,
        item: r#"
            <field id="title" type="input"><value>&lt;b&gt;纯棉衬衫&lt;/b&gt;</value></field>"#,
        fixed: r#"
            <field id="title" type="input"><value>纯棉衬衫</value></field>"#,
    }],
    ..HOUSE
};

static ADVERTISING_LAW_WORD: Entry = Entry {
    code: RuleCode::AdvertisingLawWord.as_str(),
    grade: WARNING,
    title: words("Word that the Advertising Law forbids", "《广告法》禁用词"),
    meaning: words(
        "A title has one of the words that article 9, item 3 of the Advertising Law of the People's Republic of China names. The law also forbids similar words, which cannot all be listed.",
        "标题含有《中华人民共和国广告法》第九条第（三）项列举的用语。该项还禁止同类用语，无法一一列出。",
    ),
    sources: &[Source::Law],
    fix: words(
        "Remove the word. For more words write a rule of your own with forbidden_words.",
        "删除该词。如需检查更多词语，请用 forbidden_words 编写自己的规则。",
    ),
    rules: Some(HouseRules::Pack("tmall")),
    examples: &[Example {
        grade: WARNING,
        schema: r#"
            <field id="title" name="商品标题" type="input"/>"#,
        item: r#"
            <field id="title" type="input"><value>最佳纯棉衬衫</value></field>"#,
        fixed: r#"
            <field id="title" type="input"><value>纯棉衬衫</value></field>"#,
    }],
    ..HOUSE
};

static DESCRIPTION_WITHOUT_PICTURE: Entry = Entry {
    code: RuleCode::DescriptionWithoutPicture.as_str(),
    grade: WARNING,
    title: words("Description without a picture", "商品描述没有图片"),
    meaning: words(
        "The description has texts, but no img element and no address of a picture.",
        "商品描述只有文字，没有 img 元素，也没有图片地址。",
    ),
    sources: &[Source::Decision],
    fix: words("Add a picture.", "添加图片。"),
    rules: Some(HouseRules::Pack("tmall")),
    examples: &[Example {
        grade: WARNING,
        schema: r#"
            <field id="description" name="商品描述" type="complex"><fields>
              <field id="desc_module_5_cat_mod" name="商品参数" type="complex"><fields>
                <field id="desc_module_5_cat_mod_content" name="商品参数内容" type="input"/>
              </fields></field>
            </fields></field>"#,
        item: r#"
            <field id="description" type="complex"><complex-values>
              <field id="desc_module_5_cat_mod" type="complex"><complex-values>
                <field id="desc_module_5_cat_mod_content" type="input"><value>&lt;p&gt;纯棉&lt;/p&gt;</value></field>
              </complex-values></field>
            </complex-values></field>"#,
        fixed: r#"
            <field id="description" type="complex"><complex-values>
              <field id="desc_module_5_cat_mod" type="complex"><complex-values>
                <field id="desc_module_5_cat_mod_content" type="input"><value>&lt;p&gt;&lt;img src="https://img.example.com/small.jpg"/&gt;&lt;/p&gt;</value></field>
              </complex-values></field>
            </complex-values></field>"#,
    }],
    ..HOUSE
};

static RETIRED_DESCRIPTION: Entry = Entry {
    code: RuleCode::RetiredDescription.as_str(),
    grade: WARNING,
    title: words("Old description for mobile devices", "旧版无线描述"),
    meaning: words(
        "The item fills wap_desc, while the schema also has wireless_desc, whose name says that it is the new one.",
        "商品填写了 wap_desc，而 schema 中还有名为“新商品无线描述”的 wireless_desc。",
    ),
    sources: &[Source::Documents, Source::Decision],
    fix: words("Fill wireless_desc instead.", "改填 wireless_desc。"),
    rules: Some(HouseRules::Pack("tmall")),
    examples: &[Example {
        grade: WARNING,
        schema: r#"
            <field id="wap_desc" name="无线商品描述" type="complex"><fields>
              <field id="wap_desc_content" name="无线商品描述内容" type="multiComplex"><fields>
                <field id="wap_desc_content_content" name="无线商品描述内容" type="input"/>
              </fields></field>
            </fields></field>
            <field id="wireless_desc" name="新商品无线描述" type="complex"><fields>
              <field id="item_picture" name="商品图片" type="complex"><fields>
                <field id="item_picture_image_0" type="input"/>
              </fields></field>
            </fields></field>"#,
        item: r#"
            <field id="wap_desc" type="complex"><complex-values>
              <field id="wap_desc_content" type="multiComplex"><complex-values>
                <field id="wap_desc_content_content" type="input"><value>纯棉衬衫</value></field>
              </complex-values></field>
            </complex-values></field>"#,
        fixed: r#"
            <field id="wireless_desc" type="complex"><complex-values>
              <field id="item_picture" type="complex"><complex-values>
                <field id="item_picture_image_0" type="input"><value>https://img.example.com/small.jpg</value></field>
              </complex-values></field>
            </complex-values></field>"#,
    }],
    ..HOUSE
};

static IMAGE_GAP: Entry = Entry {
    code: RuleCode::ImageGap.as_str(),
    grade: WARNING,
    title: words("Image after an empty one", "图片之前有空位"),
    meaning: words(
        "An image field is filled, and one before it is empty. The first image is the main one.",
        "填写了某个图片字段，而它之前的图片字段为空。第一张图片是主图。",
    ),
    sources: &[Source::Decision],
    fix: words("Fill the image fields in their order.", "按顺序填写图片字段。"),
    rules: Some(HouseRules::Pack("tmall")),
    examples: &[Example {
        grade: WARNING,
        schema: r#"
            <field id="item_images" name="商品图片" type="complex"><fields>
              <field id="item_image_0" name="商品图片1" type="input"/>
              <field id="item_image_1" name="商品图片2" type="input"/>
            </fields></field>"#,
        item: r#"
            <field id="item_images" type="complex"><complex-values>
              <field id="item_image_1" type="input"><value>https://img.example.com/small.jpg</value></field>
            </complex-values></field>"#,
        fixed: r#"
            <field id="item_images" type="complex"><complex-values>
              <field id="item_image_0" type="input"><value>https://img.example.com/small.jpg</value></field>
            </complex-values></field>"#,
    }],
    ..HOUSE
};

static NO_IMAGE: Entry = Entry {
    code: RuleCode::NoImage.as_str(),
    grade: WARNING,
    title: words("Item without an image", "商品没有图片"),
    meaning: words(
        "None of the image fields is filled. Not every schema requires one.",
        "所有图片字段都为空。并非每个 schema 都要求填写图片。",
    ),
    sources: &[Source::Decision],
    fix: words("Add an image.", "添加图片。"),
    rules: Some(HouseRules::Pack("tmall")),
    examples: &[Example {
        grade: WARNING,
        schema: r#"
            <field id="title" name="商品标题" type="input"/>
            <field id="item_images" name="商品图片" type="complex"><fields>
              <field id="item_image_0" name="商品图片1" type="input"/>
              <field id="item_image_1" name="商品图片2" type="input"/>
            </fields></field>"#,
        item: r#"
            <field id="title" type="input"><value>纯棉衬衫</value></field>"#,
        fixed: r#"
            <field id="title" type="input"><value>纯棉衬衫</value></field>
            <field id="item_images" type="complex"><complex-values>
              <field id="item_image_0" type="input"><value>https://img.example.com/small.jpg</value></field>
            </complex-values></field>"#,
    }],
    ..HOUSE
};

static DUPLICATE_IMAGE: Entry = Entry {
    code: RuleCode::DuplicateImage.as_str(),
    grade: WARNING,
    title: words("Repeated image", "图片重复"),
    meaning: words("Two image fields have the same address.", "两个图片字段的地址相同。"),
    sources: &[Source::Decision],
    fix: words("Remove the second, or use another image.", "删除重复的图片，或换一张。"),
    rules: Some(HouseRules::Pack("tmall")),
    examples: &[Example {
        grade: WARNING,
        schema: r#"
            <field id="item_images" name="商品图片" type="complex"><fields>
              <field id="item_image_0" name="商品图片1" type="input"/>
              <field id="item_image_1" name="商品图片2" type="input"/>
            </fields></field>"#,
        item: r#"
            <field id="item_images" type="complex"><complex-values>
              <field id="item_image_0" type="input"><value>https://img.example.com/small.jpg</value></field>
              <field id="item_image_1" type="input"><value>https://img.example.com/small.jpg</value></field>
            </complex-values></field>"#,
        fixed: r#"
            <field id="item_images" type="complex"><complex-values>
              <field id="item_image_0" type="input"><value>https://img.example.com/small.jpg</value></field>
              <field id="item_image_1" type="input"><value>https://img.example.com/wide.jpg</value></field>
            </complex-values></field>"#,
    }],
    ..HOUSE
};

static IMAGE_WITHOUT_FILE_ID: Entry = Entry {
    code: RuleCode::ImageWithoutFileId.as_str(),
    grade: ERROR,
    title: words("Image without fileId", "图片缺少 fileId"),
    meaning: words(
        "An image has an address, but no fileId. Images come from the image bank of alibaba.com, which gives each of them a fileId.",
        "图片只有地址，没有 fileId。国际站的图片来自图片银行，每张图片都有 fileId。",
    ),
    sources: &[Source::Documents],
    fix: words(
        "Upload the image to the image bank, and write its fileId as an attribute of the value.",
        "将图片上传到图片银行，并把其 fileId 写为该值的属性。",
    ),
    rules: Some(HouseRules::Pack("icbu")),
    examples: &[Example {
        grade: ERROR,
        schema: r#"
            <field id="scImages" name="商品图片" type="multiInput"/>"#,
        item: r#"
            <field id="scImages" type="multiInput"><values>
              <value>https://img.example.com/small.jpg</value>
            </values></field>"#,
        fixed: r#"
            <field id="scImages" type="multiInput"><values>
              <value fileId="1001">https://img.example.com/small.jpg</value>
            </values></field>"#,
    }],
    ..HOUSE
};
