public import ArgumentParser
public import LightboxCatalogue
public import LightboxWriters

// How words on the command line become our own types.

extension CardKind: ExpressibleByArgument {}
extension HostKind: ExpressibleByArgument {}
extension SearchOrder: ExpressibleByArgument {}
extension SearchQuery.Scope: ExpressibleByArgument {}
extension ConversionTarget: ExpressibleByArgument {}

extension CalendarDate: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}
