// The data of each view of the page.
//
// A view is a path with at most two values in it ("/relations/CHN/RUS"). Its data is either one list of rows, which can
// be had as CSV too, or an object of parts, each a list of rows or a single one. The table of views (views.cpp) is
// what the routes, the descriptions of the interface (openapi.cpp, reference.cpp) and the tests are made from.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "serve/http.h"
#include "serve/search/current.h"
#include "store/store.h"

namespace dragoman::serve {

constexpr int page_rows = 100;  ///< of a list, from `offset` on

/// What views answer from. Most need the store alone.
struct Shelf {
    const store::Store& store;
    CurrentIndex& index;

    operator const store::Store&() const { return store; }
};

struct Parameter {
    std::string_view name, about;
};

struct View {
    std::string_view path;   ///< "stories/:id"; the values are the segments that begin with a colon
    std::string_view about;  ///< one sentence
    std::vector<Parameter> parameters;
    /// The view's list; empty where the view is no list.
    std::function<Result<store::Rows>(const Shelf&, const Target&)> list;
    /// The view's object, as JSON; empty where the view is a list. "" when there is nothing of that name.
    std::function<Result<std::string>(const Shelf&, const Target&)> object;
    /// Columns of the list, parts of the object; empty where the question decides. A test holds them against answers.
    std::vector<std::string_view> gives;

    /// The n-th value in the path.
    static std::string_view value(const Target& target, std::size_t n) { return target.segments[n]; }
};

std::span<const View> views();

/// The view that the target's path is; null when there is none.
const View* view_of(const Target& target);

}  // namespace dragoman::serve
