//! What the members of lists are called.

use crate::fault::Phrase;

macro_rules! nouns {
    ($($name:ident $token:literal $en:literal $zh:literal),* $(,)?) => {
        $(pub(crate) static $name: Phrase = Phrase { token: $token, en: $en, zh: $zh };)*
    };
}

nouns! {
    ATTRIBUTE "attribute" "attribute" "属性",
    VALUE "value" "value" "值",
    EXTENSION "extension" "extension" "扩展",
    NAME "name" "name" "名称",
    SUBTREE "subtree" "subtree" "子树",
    PURPOSE "purpose" "purpose" "用途",
    POLICY "policy" "policy" "策略",
    QUALIFIER "qualifier" "qualifier" "限定符",
    MAPPING "mapping" "mapping" "映射",
    POINT "point" "distribution point" "分发点",
    ENTRY "entry" "entry" "条目",
}
