// What reading a manifest cannot do without: only imported.
import 'commander'
import 'handlebars'
import 'yaml'
