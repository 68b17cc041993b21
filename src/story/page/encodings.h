// The encodings of the web and their labels, as https://encoding.spec.whatwg.org names them.
#pragma once

#include <string_view>

namespace dragoman::story::page {

struct Encoding {
    std::string_view name;
    const char* converter;    ///< what ICU calls it; null: UTF-8
    std::string_view labels;  ///< lower case, between blanks
};

/// By any of its labels, in any case, with blanks around it; null when there is none.
const Encoding* find_encoding(std::string_view label);

}  // namespace dragoman::story::page
