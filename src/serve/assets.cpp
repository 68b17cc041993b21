#include "serve/assets.h"

#include <string>
#include <vector>

// The index of embedded files is written by cmake/embed.cmake.
namespace dragoman::embedded {
struct File {
    const char* name;
    const unsigned char *begin, *end;
};
extern const File page[];
extern const int page_count;
}  // namespace dragoman::embedded

namespace dragoman::serve {
namespace {

struct Type {
    std::string_view ending, type;
};

constexpr Type types[] = {{".html", "text/html; charset=utf-8"},
                          {".js", "text/javascript; charset=utf-8"},
                          {".css", "text/css; charset=utf-8"},
                          {".svg", "image/svg+xml"},
                          {".json", "application/json"}};

std::string_view type_of(std::string_view name) {
    for (const Type& type : types)
        if (name.ends_with(type.ending)) return type.type;
    return "application/octet-stream";
}

struct Assets {
    Assets() {
        for (int i = 0; i < embedded::page_count; ++i) paths.push_back("/" + std::string(embedded::page[i].name));
        for (int i = 0; i < embedded::page_count; ++i) {
            const auto& file = embedded::page[i];
            list.push_back(
                {paths[static_cast<std::size_t>(i)],
                 type_of(file.name),
                 {reinterpret_cast<const char*>(file.begin), static_cast<std::size_t>(file.end - file.begin)}});
        }
    }
    std::vector<std::string> paths;
    std::vector<Asset> list;
};

}  // namespace

const Asset* asset_of(std::string_view path) {
    static const Assets assets;
    for (const Asset& asset : assets.list)
        if (asset.path == path) return &asset;
    return nullptr;
}

}  // namespace dragoman::serve
