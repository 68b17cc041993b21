#include "serve/openapi.h"

#include "serve/json.h"
#include "serve/routes.h"

namespace dragoman::serve {
namespace {

/// "stories/:id" → "/stories/{id}".
std::string path_of(std::string_view path) {
    std::string out = "/";
    bool inside = false;
    for (const char c : path) {
        if (c == ':') {
            out += '{';
            inside = true;
            continue;
        }
        if (c == '/' && inside) out += '}', inside = false;
        out += c;
    }
    return inside ? out + "}" : out;
}

std::string parameter(std::string_view name, std::string_view about, std::string_view where) {
    return Object()
        .text("name", name)
        .text("in", where)
        .text("description", about)
        .raw("required", where == "path" ? "true" : "false")
        .raw("schema", R"({"type":"string"})")
        .done();
}

std::string parameters(const std::vector<Parameter>& given, std::string_view path = "") {
    std::string list;
    const auto add = [&](const std::string& one) { list += (list.empty() ? "" : ",") + one; };
    for (std::string_view rest = path; !rest.empty();) {
        const auto end = std::min(rest.find('/'), rest.size());
        if (rest[0] == ':') add(parameter(rest.substr(1, end - 1), "Which one", "path"));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    for (const Parameter& p : given) add(parameter(p.name, p.about, "query"));
    return "[" + list + "]";
}

std::string operation(std::string_view about, const std::string& parameters, std::string_view type) {
    const std::string content = Object().raw(type, R"({"schema":{}})").done();
    const std::string fine = Object().text("description", "The data").raw("content", content).done();
    const std::string wrong = R"({"description":"What was wrong, where, and what to do"})";
    return Object()
        .text("summary", about)
        .raw("parameters", parameters)
        .raw("responses", Object().raw("200", fine).raw("4XX", wrong).done())
        .done();
}

}  // namespace

std::string openapi() {
    Object paths;
    for (const View& view : views()) {
        const std::string path = path_of(view.path), given = parameters(view.parameters, view.path);
        paths.raw(path + ".json", Object().raw("get", operation(view.about, given, "application/json")).done());
        if (view.list) paths.raw(path + ".csv", Object().raw("get", operation(view.about, given, "text/csv")).done());
    }
    for (const Route& route : routes()) {
        const std::string done = operation(route.about, parameters(route.parameters), route.type);
        paths.raw(route.path, Object().raw(route.method, done).done());
    }
    return Object()
        .text("openapi", "3.1.0")
        .raw("info", Object().text("title", "Dragoman").text("version", "1").done())
        .raw("paths", paths.done())
        .done();
}

}  // namespace dragoman::serve
