#include "serve/reference.h"

#include <fmt/format.h>

#include <algorithm>

#include "serve/routes.h"

namespace dragoman::serve {
namespace {

constexpr std::string_view head = R"(# HTTP reference

What `dragoman serve` answers to programs. This page is made by `dragoman describe http` from the tables that the server
answers from (`src/serve/views/views.cpp`, `src/serve/routes.cpp`); a test keeps it so. How the server is started, who
may ask it and how much it takes: [serve.md](serve.md). The same for machines: `/openapi.json`.

- An address without an ending is the page's view, with `.json` its data; lists have `.csv` too. HEAD is answered as GET.
- A list is `{"columns": [{"name", "numeric"}], "rows": [{…}], "more": true}`: a hundred rows at most (SQL: 10,000);
  `offset` goes on. Other views are an object of the parts named here, each a list of rows or one object.
- Days are ISO 8601 (`2025-02-03`, `2025-02`, `2025`); countries are ISO 3166 codes (`CHL`) or names that the store knows.
- Values in a path are percent-encoded; one that ends in `.json` is written `%2Ejson`.
- Every answer has an `ETag`; with `If-None-Match` it is 304 when nothing has changed.

| status | when |
|---|---|
| 400 | a parameter cannot be understood, or SQL does more than read |
| 401 | a token is asked for: `Authorization: Bearer SECRET` |
| 403 | stories are posted to a server that takes none, or by another site's page |
| 404 | there is no such thing |
| 405 | not GET, HEAD or a POST named below |
| 413, 414 | the body is over 16 MiB, the address over 16 KiB |
| 421 | the server is not known by the name it was asked by (`--host`) |
| 422 | nothing that was posted could be read as a story |
| 503 | too many ask at once |

Each error is `{"error": {"what", "where", "todo"}}`.
)";

/// "/stories/:id" → "/stories/{id}".
std::string shown(std::string_view path) {
    std::string out = "/";
    for (std::string_view rest = path; !rest.empty();) {
        const auto end = std::min(rest.find('/'), rest.size());
        const std::string_view segment = rest.substr(0, end);
        out += segment[0] == ':' ? fmt::format("{{{}}}", segment.substr(1)) : std::string(segment);
        rest.remove_prefix(end);
        if (!rest.empty()) out += '/', rest.remove_prefix(1);
    }
    return out;
}

std::string parameters(const std::vector<Parameter>& list) {
    if (list.empty()) return "";
    std::string out = "\n| parameter | meaning |\n|---|---|\n";
    for (const Parameter& p : list) out += fmt::format("| `{}` | {} |\n", p.name, p.about);
    return out;
}

std::string listed(const std::vector<std::string_view>& names) {
    std::string out;
    for (const std::string_view name : names) out += fmt::format("{}`{}`", out.empty() ? "" : ", ", name);
    return out;
}

std::string section(const View& view) {
    const std::string path = shown(view.path);
    std::string out = fmt::format("\n### {}\n\n{}\n\n    GET {}.json\n", path, view.about, path);
    if (view.list) out += fmt::format("    GET {}.csv\n", path);
    out += parameters(view.parameters);
    if (!view.gives.empty()) out += fmt::format("\n{}: {}.\n", view.list ? "Columns" : "Parts", listed(view.gives));
    return out;
}

std::string section(const Route& route) {
    std::string method(route.method);
    for (char& c : method) c = static_cast<char>(c - 'a' + 'A');
    return fmt::format("\n### {} {}\n\n{}\n\nAnswers `{}`.\n{}", method, route.path, route.about, route.type,
                       parameters(route.parameters));
}

}  // namespace

std::string reference() {
    std::string out(head);
    out += "\n## Views\n";
    for (const View& view : views()) out += section(view);
    out += "\n## Beside them\n";
    for (const Route& route : routes()) out += section(route);
    return out;
}

}  // namespace dragoman::serve
