public import ArgumentParser
public import LightboxCatalogue

// How words on the command line become our own types.

extension CardKind: ExpressibleByArgument {}
extension SearchOrder: ExpressibleByArgument {}
extension SearchQuery.Scope: ExpressibleByArgument {}

extension CalendarDate: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}
