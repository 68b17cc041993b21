// The page's own files, compiled into the program.
#pragma once

#include <string_view>

namespace dragoman::serve {

struct Asset {
    std::string_view path;  ///< "/app.js"
    std::string_view type;  ///< media type
    std::string_view content;
};

/// Null when there is none of that path.
const Asset* asset_of(std::string_view path);

}  // namespace dragoman::serve
