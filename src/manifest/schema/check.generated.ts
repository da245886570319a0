// Made from schemas/manifest.schema.json by `npm run generate`.
// @ts-nocheck
export const validate = validate15;

const schema34 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"manifest.schema.json","title":"Mintage manifest","description":"Prompt templates, variables, sizes and seeds; Mintage plans, prices and generates the set of images they describe.","type":"object","required":["version","name","assets"],"properties":{"version":{"description":"Version of the manifest language.","const":1,"examples":[1]},"name":{"description":"Name of the set, as lockfile, provenance and reports call it. Small letters, digits and hyphens.","type":"string","pattern":"^[a-z0-9-]{1,64}$","examples":["tea-launch"]},"provider":{"description":"Which API makes the images. It holds neither a key nor a URL: no manifest decides where the key is sent.","type":"object","properties":{"kind":{"description":"The API.","enum":["dashscope"],"default":"dashscope","examples":["dashscope"]},"region":{"description":"Region of the account. Keys, models, limits and prices differ from region to region.","enum":["singapore","beijing","virginia","frankfurt"],"default":"singapore","examples":["singapore","beijing"]},"currency":{"description":"Currency of the prices. Default: CNY for beijing, USD elsewhere.","enum":["USD","CNY"],"examples":["USD"]},"workspace":{"description":"Workspace of the account, by its id. It is sent along as a header; in frankfurt it is part of the host's name.","type":"string","pattern":"^[A-Za-z0-9-]{1,63}$","examples":["ws-abc123"]}},"additionalProperties":false,"examples":[{"region":"beijing"}]},"output_dir":{"description":"Folder of the images and of provenance.json, relative to the manifest.","type":"string","default":"out","examples":["out","assets/generated"]},"budget":{"description":"What this set may ever cost, over all its runs: the paid images in the lockfile, what is open, and what is about to be asked for. Nothing is sent beyond it.","type":"object","properties":{"max_cost":{"description":"Most money that the set may cost: an amount, with a currency or in the manifest's.","type":["string","number"],"examples":["12.50 USD",12.5]},"max_images":{"description":"Most images that the set may ever generate.","type":"integer","minimum":0,"examples":[300]}},"additionalProperties":false,"examples":[{"max_cost":"12.50 USD","max_images":300}]},"limits":{"description":"Limits of the account for a model, in place of the catalogue's.","type":"object","additionalProperties":{"description":"Limits of one model, by its id.","type":"object","properties":{"submit":{"description":"Requests that may be sent in a window of time.","type":"object","required":["count","per"],"properties":{"count":{"description":"Requests in each window.","type":"integer","minimum":1,"maximum":100000,"examples":[2]},"per":{"description":"Length of the window.","enum":["second","minute"],"examples":["second"]}},"additionalProperties":false,"examples":[{"count":2,"per":"second"}]},"concurrent":{"description":"Requests in progress at a time.","type":"integer","minimum":1,"maximum":100000,"examples":[2]}},"additionalProperties":false,"examples":[{"submit":{"count":2,"per":"second"},"concurrent":2}]},"examples":[{"qwen-image-plus":{"submit":{"count":2,"per":"second"},"concurrent":2}}]},"prices":{"description":"Price of one image of a model in the manifest's currency, in place of the list price. At most six decimals.","type":"object","additionalProperties":{"description":"Price of one image, by the id of its model.","type":["string","number"],"examples":[0.03,"0.03 USD"]},"examples":[{"qwen-image-plus":0.025}]},"unlisted_models":{"description":"Models that the catalogue does not have yet, by their id and spelled out in full: nothing is guessed from a name.","type":"object","additionalProperties":{"title":"Model","description":"What the model's documents say of it.","type":"object","required":["family","routes","sizes","max_images","prompt_limit","negative_prompt_limit","returns_actual_prompt","regions"],"properties":{"family":{"description":"The family it belongs to. Only the estimate of a run's time and the simulator go by it.","enum":["qwen-image","wan"],"examples":["qwen-image"]},"routes":{"description":"The operation of the API that serves each mode. A mode that is not there is none that the model has.","type":"object","minProperties":1,"properties":{"async":{"description":"Operation that makes a task: `text2image` is .../text2image/image-synthesis, `image-generation` is .../image-generation/generation.","enum":["text2image","image-generation"],"examples":["image-generation"]},"sync":{"description":"Operation that is held open until the image is there: `multimodal-generation` is .../multimodal-generation/generation.","enum":["multimodal-generation"],"examples":["multimodal-generation"]}},"additionalProperties":false,"examples":[{"async":"image-generation","sync":"multimodal-generation"}]},"sizes":{"description":"Which sizes it makes.","type":"object","required":["rule","ratios","default"],"properties":{"rule":{"description":"Which `W*H` it takes: those of a list, any with an area, or any with sides, within bounds in pixels.","type":"object","required":["kind"],"properties":{"kind":{"description":"`list` goes with `sizes`; `area` and `side` go with `min` and `max`.","enum":["list","area","side"],"examples":["area"]},"sizes":{"description":"The sizes of a `list`, as `W*H`.","type":"array","minItems":1,"items":{"description":"A size as `W*H`.","type":"string"},"examples":[["1664*928","1328*1328"]]},"min":{"description":"Fewest pixels, of the whole image (`area`) or of a side (`side`).","type":"integer","minimum":1,"maximum":50000000,"examples":[262144]},"max":{"description":"Most pixels, of the whole image (`area`) or of a side (`side`).","type":"integer","minimum":1,"maximum":50000000,"examples":[4194304]},"ratio":{"description":"Bounds of width to height, for an `area`. None: not bounded.","type":"object","required":["min","max"],"properties":{"min":{"description":"The tallest ratio.","type":"string","examples":["1:8"]},"max":{"description":"The widest ratio.","type":"string","examples":["8:1"]}},"additionalProperties":false,"examples":[{"min":"1:8","max":"8:1"}]}},"additionalProperties":false,"examples":[{"kind":"area","min":262144,"max":4194304},{"kind":"list","sizes":["1664*928","1328*1328"]}]},"ratios":{"description":"The size that stands for each ratio.","type":"object","additionalProperties":{"description":"Size of the ratio, as `W*H`.","type":"string"},"examples":[{"1:1":"2048*2048","16:9":"2688*1536"}]},"default":{"description":"Size of images for which none is asked.","type":"string","examples":["2048*2048"]}},"additionalProperties":false,"examples":[{"rule":{"kind":"area","min":262144,"max":4194304},"ratios":{"1:1":"2048*2048","16:9":"2688*1536"},"default":"2048*2048"}]},"max_images":{"description":"Images that one request may ask for (`n`).","type":"integer","minimum":1,"maximum":100,"examples":[6]},"prompt_limit":{"description":"How much of a prompt it reads.","type":"object","required":["count","unit"],"properties":{"count":{"description":"Characters or tokens.","type":"integer","minimum":1,"maximum":1000000,"examples":[1300]},"unit":{"description":"What the documents count in.","enum":["characters","tokens"],"examples":["tokens"]}},"additionalProperties":false,"examples":[{"count":1300,"unit":"tokens"}]},"negative_prompt_limit":{"description":"Characters that it reads of a negative prompt; 0 where it takes none.","type":"integer","minimum":0,"maximum":1000000,"examples":[500]},"returns_actual_prompt":{"description":"Whether its asynchronous answers hold the rewritten prompt.","type":"boolean","examples":[false]},"regions":{"description":"The regions that offer it, with the account's limits and the price of an image there.","type":"object","minProperties":1,"properties":{"singapore":{"$ref":"#/$defs/modelInRegion","description":"In Singapore.","examples":[{"limits":{"submit":{"count":2,"per":"second"},"concurrent":{"async":2,"sync":null}},"price":"0.05 USD"}]},"beijing":{"$ref":"#/$defs/modelInRegion","description":"In Beijing.","examples":[{"limits":{"submit":{"count":2,"per":"second"},"concurrent":{"async":2,"sync":null}},"price":"0.35 CNY"}]},"virginia":{"$ref":"#/$defs/modelInRegion","description":"In Virginia.","examples":[{"limits":{"submit":{"count":2,"per":"second"},"concurrent":{"async":2,"sync":null}},"price":"0.05 USD"}]},"frankfurt":{"$ref":"#/$defs/modelInRegion","description":"In Frankfurt.","examples":[{"limits":{"submit":{"count":2,"per":"second"},"concurrent":{"async":2,"sync":null}},"price":"0.05 USD"}]}},"additionalProperties":false,"examples":[{"singapore":{"limits":{"submit":{"count":2,"per":"second"},"concurrent":{"async":2,"sync":null}},"price":"0.05 USD"}}]}},"additionalProperties":false,"examples":[{"family":"qwen-image","routes":{"sync":"multimodal-generation"},"sizes":{"rule":{"kind":"area","min":262144,"max":4194304},"ratios":{"1:1":"2048*2048","16:9":"2688*1536"},"default":"2048*2048"},"max_images":6,"prompt_limit":{"count":1300,"unit":"tokens"},"negative_prompt_limit":500,"returns_actual_prompt":false,"regions":{"singapore":{"limits":{"submit":{"count":2,"per":"second"},"concurrent":{"sync":null}},"price":"0.05 USD"}}}]},"examples":[{"qwen-image-9.0":{"family":"qwen-image","routes":{"sync":"multimodal-generation"},"sizes":{"rule":{"kind":"area","min":262144,"max":4194304},"ratios":{"1:1":"2048*2048","16:9":"2688*1536"},"default":"2048*2048"},"max_images":6,"prompt_limit":{"count":1300,"unit":"tokens"},"negative_prompt_limit":500,"returns_actual_prompt":false,"regions":{"singapore":{"limits":{"submit":{"count":2,"per":"second"},"concurrent":{"sync":null}},"price":"0.05 USD"}}}}]},"defaults":{"$ref":"#/$defs/asset","description":"Settings of every asset that does not give its own. May hold every key of an asset; maps and lists are replaced whole.","examples":[{"model":"qwen-image-plus","sizes":["1:1"],"seeds":[1]}]},"vars":{"description":"Constants for templates, printed as `{{name}}`. Their values are never templates themselves.","type":"object","propertyNames":{"$ref":"#/$defs/variableName"},"additionalProperties":{"description":"A constant, by the name that templates use."},"examples":[{"brand":"Lotus"}]},"partials":{"description":"Pieces of template text that several templates share, placed with `{{> name}}`.","type":"object","propertyNames":{"$ref":"#/$defs/variableName"},"additionalProperties":{"description":"Template text of a partial.","type":"string"},"examples":[{"house":"flat illustration, {{palette}} palette"}]},"assets":{"description":"The families of images to make, by name. An asset may be a plain text: its prompt.","type":"object","minProperties":1,"propertyNames":{"$ref":"#/$defs/partOfFileName"},"additionalProperties":{"$ref":"#/$defs/asset"},"examples":[{"mascot":"The {{brand}} fox mascot, waving"}]}},"dependentSchemas":{"defaults":{"$comment":"Not beside the $ref: editors would then show the description of an asset for it.","properties":{"defaults":{"type":"object"}}}},"patternProperties":{"^x-":{"description":"Ignored: a place for anchors that the rest of the manifest refers to."}},"additionalProperties":false,"$defs":{"variableName":{"description":"A name that templates can print: letters of any script, digits, `_` and `-`, beginning with a letter or `_`.","type":"string","pattern":"^[\\p{L}_][\\p{L}\\p{M}\\p{N}_-]{0,99}$"},"partOfFileName":{"description":"A name that file names are made of: letters of any script, digits, `_`, `-` and `.`, beginning with a letter, digit or `_`.","type":"string","pattern":"^[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}_.-]{0,99}$"},"modelInRegion":{"title":"ModelInRegion","description":"Limits and price of a model in a region.","type":"object","required":["limits","price"],"properties":{"limits":{"description":"Limits of the account.","type":"object","required":["submit","concurrent"],"properties":{"submit":{"description":"Requests that may be sent in a window of time.","type":"object","required":["count","per"],"properties":{"count":{"description":"Requests in each window.","type":"integer","minimum":1,"maximum":100000,"examples":[2]},"per":{"description":"Length of the window.","enum":["second","minute"],"examples":["second"]}},"additionalProperties":false,"examples":[{"count":2,"per":"second"}]},"concurrent":{"description":"Requests in progress at a time, for each mode that the model has; null where nothing bounds them.","type":"object","properties":{"async":{"description":"Tasks in progress at a time.","type":["integer","null"],"minimum":1,"maximum":100000,"examples":[2,null]},"sync":{"description":"Calls in progress at a time.","type":["integer","null"],"minimum":1,"maximum":100000,"examples":[null]}},"additionalProperties":false,"examples":[{"async":2,"sync":null}]}},"additionalProperties":false,"examples":[{"submit":{"count":2,"per":"second"},"concurrent":{"async":2,"sync":null}}]},"price":{"description":"Price of one image: an amount, with a currency or in the manifest's.","type":["string","number"],"examples":[0.05,"0.05 USD"]}},"additionalProperties":false},"asset":{"title":"Asset","description":"Images that share a prompt template: a map of settings, or just the prompt.","type":["string","object"],"pattern":"\\S","properties":{"prompt":{"description":"What the image shows: template text, rendered for each combination. Handlebars with the helpers slug, lower, upper, title, trim, join, default, eq, json and pad, and the blocks if and unless.","type":"string","pattern":"\\S","examples":["{{brand}} poster for {{city}}; {{> house}}"]},"prompt_file":{"description":"A .txt or .md file with the prompt's template text, relative to the manifest.","type":"string","examples":["prompts/poster.md"]},"negative_prompt":{"description":"What the image should not show: template text. None: nothing is sent.","type":"string","examples":["low resolution, extra fingers"]},"matrix":{"description":"Variables with several values each; the asset gets an image of every combination. The first axis varies slowest.","type":"object","properties":{"exclude":{"description":"Combinations to leave out: an entry takes away every combination that has all of its values. A row is named by its id, or by some of its columns. Entries may name model, size and seed.","type":"array","items":{"description":"Values of axes, by the name of the axis.","type":"object","examples":[{"city":"Singapore","palette":"cool"}]},"examples":[[{"city":"Singapore","palette":"cool"}]]},"include":{"description":"Values to add: an entry extends every combination whose own values it does not change, and becomes a combination of its own when there is none.","type":"array","items":{"description":"Values of axes and of further variables, by name.","type":"object","examples":[{"city":"Tokyo","palette":"warm"}]},"examples":[[{"city":"Tokyo","palette":"warm"}]]}},"propertyNames":{"$ref":"#/$defs/variableName"},"additionalProperties":{"title":"Axis","description":"Values of an axis: a list of scalars or rows, or the rows of a data file.","type":["array","object"],"items":{"description":"A value, or a row as a map of columns; its key `id` is its id."},"properties":{"from":{"description":"Data file with the values, relative to the manifest: .csv, .tsv, .json, .jsonl, .yaml or .txt.","type":"string","examples":["data/drinks.csv"]},"id":{"description":"Column whose value stands for a row in file names, derived seeds, samples and excludes. Default: the column `id`, where there is one.","type":"string","examples":["sku"]}},"required":["from"],"additionalProperties":false,"examples":[["Shanghai","Singapore"],{"from":"data/drinks.csv","id":"sku"}]},"examples":[{"city":["Shanghai","Singapore"],"palette":["warm","cool"]}]},"sample":{"description":"Keeps some of the combinations, chosen by hash: the same ones everywhere, and an added value displaces few.","type":"object","required":["count"],"properties":{"count":{"description":"Combinations to keep.","type":"integer","minimum":1,"examples":[20]},"seed":{"description":"Another number chooses other combinations.","type":"integer","minimum":0,"maximum":2147483647,"default":1,"examples":[7]}},"additionalProperties":false,"examples":[{"count":20,"seed":7}]},"model":{"description":"Id of a model of the catalogue (`mintage models`), or a template that gives one.","type":"string","pattern":"\\S","examples":["qwen-image","qwen-image-plus","qwen-image-plus-2026-01-09","qwen-image-max","qwen-image-max-2025-12-30","qwen-image-2.0","qwen-image-2.0-2026-03-03","qwen-image-2.0-pro","qwen-image-2.0-pro-2026-03-03","qwen-image-2.0-pro-2026-04-22","wan2.6-t2i","wan2.5-t2i-preview","wan2.2-t2i-plus","wan2.2-t2i-flash","wan2.1-t2i-plus","wan2.1-t2i-turbo","wanx2.1-t2i-plus","wanx2.1-t2i-turbo","wanx2.0-t2i-turbo"]},"models":{"description":"Several models: each makes an image of every combination.","type":"array","minItems":1,"items":{"description":"Id of a model.","type":"string","pattern":"\\S","examples":["qwen-image","qwen-image-plus","qwen-image-plus-2026-01-09","qwen-image-max","qwen-image-max-2025-12-30","qwen-image-2.0","qwen-image-2.0-2026-03-03","qwen-image-2.0-pro","qwen-image-2.0-pro-2026-03-03","qwen-image-2.0-pro-2026-04-22","wan2.6-t2i","wan2.5-t2i-preview","wan2.2-t2i-plus","wan2.2-t2i-flash","wan2.1-t2i-plus","wan2.1-t2i-turbo","wanx2.1-t2i-plus","wanx2.1-t2i-turbo","wanx2.0-t2i-turbo"]},"examples":[["qwen-image","qwen-image-plus"]]},"size":{"description":"Size of the image in pixels, or a ratio that the model's own table resolves, or a template that gives one. Default: the model's default size.","type":"string","examples":["16:9","1328*1328"]},"sizes":{"description":"Several sizes: an image of every combination in each.","type":"array","minItems":1,"items":{"description":"`W*H`, `WxH` or a ratio.","type":"string"},"examples":[["1:1","16:9"],["928*1664"]]},"seed":{"description":"Seed of the image, or a template that gives one. Always sent.","type":["integer","string"],"minimum":0,"maximum":2147483647,"default":1,"examples":[1,"{{default scene.seed 1}}"]},"seeds":{"description":"Several seeds: an image of every combination with each. A list, a range, or so many derived from the combination itself.","type":["array","object"],"minItems":1,"items":{"description":"A seed.","type":"integer","minimum":0,"maximum":2147483647},"properties":{"from":{"description":"First seed of a range.","type":"integer","minimum":0,"maximum":2147483647,"examples":[100]},"count":{"description":"Seeds in the range.","type":"integer","minimum":1,"maximum":1000000,"examples":[2]},"derive":{"description":"So many seeds computed from the asset's name and the combination: they stay when values are added or moved.","type":"integer","minimum":1,"maximum":1000000,"examples":[2]}},"additionalProperties":false,"examples":[[1,2,3],{"from":100,"count":2},{"derive":2}]},"n":{"description":"Images of one request, where the model can make several; `{{index}}` in the output template tells them apart.","type":"integer","minimum":1,"maximum":100,"default":1,"examples":[4]},"prompt_extend":{"description":"Whether the API rewrites the prompt before it draws. Always sent.","type":"boolean","default":true,"examples":[false]},"watermark":{"description":"Whether the API draws its mark into the image. Always sent.","type":"boolean","default":false,"examples":[true]},"mode":{"description":"How requests are sent: as tasks that survive a crash, as calls held open, or whichever suits the model.","enum":["auto","async","sync"],"default":"auto","examples":["async"]},"on_long_prompt":{"description":"What to do about a prompt beyond the model's limit, which the API cuts silently. Default: error where the limit is counted in characters, else warn.","enum":["error","warn"],"examples":["warn"]},"on_unlisted_size":{"description":"What to do about a size that the model's documents do not have: refuse it, or warn and send it all the same, since the service has been seen to differ from its documents. A request that it refuses costs nothing.","enum":["error","warn"],"default":"error","examples":["warn"]},"output":{"description":"File of the image below output_dir: template text. The extension decides the format: .png .jpg .jpeg .webp .avif. A .png without `labels` is the original, byte for byte.","type":"string","pattern":"\\S","examples":["poster/{{slug city}}-{{palette}}-{{size.label}}-s{{seed}}.png"]},"quality":{"description":"Quality of an image that `output` converts to jpeg, webp or avif. Default: the format's own.","type":"integer","minimum":1,"maximum":100,"examples":[90]},"labels":{"$ref":"#/$defs/labels","description":"What is written into every file of the asset to say that it is AI-generated, as XMP. Changing it costs nothing. A .png output with labels is no longer the original byte for byte, but has its pixels. Default: nothing is written.","examples":[{"iptc":true,"aigc":{"content_producer":"Lotus Tea Co."}}]},"variants":{"description":"Further files made from the same image: resized, cropped, converted. They cost nothing.","type":"array","items":{"$ref":"#/$defs/variant"},"examples":[[{"name":"thumb","width":320,"format":"webp"}]]}},"additionalProperties":false,"examples":["The {{brand}} fox mascot, waving",{"prompt":"A lighthouse, {{style}}","matrix":{"style":["ink","gouache"]}}]},"labelText":{"description":"A line of at most 200 characters.","type":"string","pattern":"^[^\\p{Cc}\\p{Cs}\\s](?:[^\\p{Cc}\\p{Cs}]{0,198}[^\\p{Cc}\\p{Cs}\\s])?$"},"labels":{"title":"Labels","description":"Labels of AI-generated files.","type":"object","minProperties":1,"properties":{"iptc":{"title":"Iptc","description":"The fields of the IPTC: DigitalSourceType `trainedAlgorithmicMedia`, the AI system, its version (the model id) and the prompt, which everyone who has the file can then read. `false`: none, also where `defaults` has some.","type":["boolean","object"],"properties":{"prompt":{"description":"Whether the prompt is written, with the negative prompt and the one that the API made of it, where known.","type":"boolean","default":true,"examples":[false]},"prompt_writer":{"$ref":"#/$defs/labelText","description":"Who wrote the prompt: a person or a team. Default: not written.","examples":["Lotus design team"]}},"additionalProperties":false,"default":false,"examples":[true,{"prompt_writer":"Lotus design team"},{"prompt":false}]},"aigc":{"title":"Aigc","description":"The property AIGC of TC260, with Label `1` (AI-generated). Its ProduceID is the request key, with `-2` and so on after it for further images of one request.","type":"object","required":["content_producer"],"properties":{"content_producer":{"$ref":"#/$defs/labelText","description":"ContentProducer: name or code of who counts as the producer. It follows from nothing else, so it has to be given.","examples":["Lotus Tea Co."]},"content_propagator":{"$ref":"#/$defs/labelText","description":"ContentPropagator: name or code of who spreads the file. With it, PropagateID is the request key too. Also filled into a label that the API's picture brings along and that names none. Default: both stay empty.","examples":["Lotus Shop"]}},"additionalProperties":false,"examples":[{"content_producer":"Lotus Tea Co.","content_propagator":"Lotus Shop"}]}},"additionalProperties":false,"examples":[{"iptc":true,"aigc":{"content_producer":"Lotus Tea Co."}}]},"variant":{"title":"Variant","description":"A file made from the image without asking the API.","type":"object","required":["name"],"properties":{"name":{"$ref":"#/$defs/partOfFileName","description":"Name of the variant, part of its default file name and `{{variant}}` in its output template.","examples":["thumb"]},"width":{"description":"Pixels. Alone: the height follows.","type":"integer","minimum":1,"maximum":16384,"examples":[1200]},"height":{"description":"Pixels. Alone: the width follows.","type":"integer","minimum":1,"maximum":16384,"examples":[630]},"fit":{"description":"How the image takes width and height: cropped to cover them, inside them with borders, stretched, or as large as fits inside or outside.","enum":["cover","contain","fill","inside","outside"],"default":"cover","examples":["contain"]},"position":{"description":"Which part stays where the image is cropped; entropy and attention look for the part with the most to see.","enum":["centre","center","top","right top","right","right bottom","bottom","left bottom","left","left top","north","northeast","east","southeast","south","southwest","west","northwest","entropy","attention"],"default":"centre","examples":["top","attention"]},"format":{"description":"Format of the file. Default: what the extension of `output` says, else png.","enum":["png","jpeg","webp","avif"],"examples":["webp"]},"quality":{"description":"Quality of jpeg, webp and avif. Default: the format's own.","type":"integer","minimum":1,"maximum":100,"examples":[82]},"effort":{"description":"Work put into small files: webp 0 to 6, avif 0 to 9; png and jpeg have none. Each step takes longer. Default: webp 4, avif 3.","type":"integer","minimum":0,"maximum":9,"examples":[6]},"crop":{"description":"Part of the image to keep, in pixels of the image as it came, before it is resized.","type":"object","required":["left","top","width","height"],"properties":{"left":{"description":"Pixels left of the part.","type":"integer","minimum":0,"maximum":16384,"examples":[0]},"top":{"description":"Pixels above the part.","type":"integer","minimum":0,"maximum":16384,"examples":[200]},"width":{"description":"Width of the part.","type":"integer","minimum":1,"maximum":16384,"examples":[1328]},"height":{"description":"Height of the part.","type":"integer","minimum":1,"maximum":16384,"examples":[664]}},"additionalProperties":false,"examples":[{"left":0,"top":200,"width":1328,"height":664}]},"pad":{"description":"Pixels added around the resized image, in the colour of `background`: on every side, or on each side its own.","type":["integer","object"],"minimum":0,"maximum":4096,"properties":{"top":{"description":"Pixels above.","type":"integer","minimum":0,"maximum":4096,"examples":[40]},"right":{"description":"Pixels on the right.","type":"integer","minimum":0,"maximum":4096,"examples":[40]},"bottom":{"description":"Pixels below.","type":"integer","minimum":0,"maximum":4096,"examples":[120]},"left":{"description":"Pixels on the left.","type":"integer","minimum":0,"maximum":4096,"examples":[40]}},"additionalProperties":false,"examples":[40,{"bottom":120}]},"background":{"description":"Colour behind the image, where it is transparent, beside it (`fit: contain`) and around it (`pad`): `\"#rrggbb\"`, `\"#rrggbbaa\"` or `transparent`. In quotes, since a bare `#` begins a comment. Default: transparent, and white in jpeg, which has no transparency.","type":"string","pattern":"^(?:#(?:[0-9A-Fa-f]{2}){3,4}|transparent)$","examples":["#fffdf9","transparent"]},"overlay":{"$ref":"#/$defs/overlay","description":"A picture laid over the finished variant, such as a logo.","examples":[{"file":"brand/logo.svg","gravity":"southeast","width":"20%","margin":24}]},"overlays":{"description":"Several pictures laid over the variant, at most 16, the last one on top.","type":"array","minItems":1,"maxItems":16,"items":{"$ref":"#/$defs/overlay"},"examples":[[{"file":"brand/logo.svg","width":"20%"},{"file":"brand/offer.png","gravity":"northwest"}]]},"output":{"description":"File of the variant below output_dir: template text; `{{stem}}` is the image's path without its extension. Default: `{{stem}}.{{variant}}.<ext>`.","type":"string","pattern":"\\S","examples":["thumbs/{{stem}}.webp"]}},"additionalProperties":false,"examples":[{"name":"og","width":1200,"height":630,"fit":"cover","format":"jpeg","quality":82}]},"overlay":{"title":"Overlay","description":"A picture laid over a variant.","type":"object","required":["file"],"properties":{"file":{"description":"A .png, .jpg, .jpeg, .webp or .svg file, relative to the manifest.","type":"string","examples":["brand/logo.svg"]},"gravity":{"description":"The corner or side of the variant that it is placed at, or its centre.","enum":["centre","center","north","northeast","east","southeast","south","southwest","west","northwest"],"default":"southeast","examples":["northwest"]},"width":{"description":"Pixels, or a share of the variant's width such as `20%`. Alone: the height follows. With `height`: as large as fits both. With neither: its own size.","type":["integer","string"],"minimum":1,"maximum":16384,"pattern":"^(?:[1-9]\\d?(?:\\.\\d{1,2})?|100)%$","examples":["20%",240]},"height":{"description":"Pixels, or a share of the variant's height such as `10%`. Alone: the width follows.","type":["integer","string"],"minimum":1,"maximum":16384,"pattern":"^(?:[1-9]\\d?(?:\\.\\d{1,2})?|100)%$","examples":["10%",64]},"opacity":{"description":"From 0, which cannot be seen, to 1, which hides what is below.","type":"number","minimum":0,"maximum":1,"default":1,"examples":[0.8]},"margin":{"description":"Pixels between it and the sides of the variant that it is placed at.","type":"integer","minimum":0,"maximum":16384,"default":0,"examples":[24]}},"additionalProperties":false,"examples":[{"file":"brand/logo.svg","gravity":"southeast","width":"20%","margin":24}]}}};
const schema37 = {"description":"A name that templates can print: letters of any script, digits, `_` and `-`, beginning with a letter or `_`.","type":"string","pattern":"^[\\p{L}_][\\p{L}\\p{M}\\p{N}_-]{0,99}$"};
const schema43 = {"description":"A name that file names are made of: letters of any script, digits, `_`, `-` and `.`, beginning with a letter, digit or `_`.","type":"string","pattern":"^[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}_.-]{0,99}$"};
const func1 = Object.prototype.hasOwnProperty;
const pattern4 = new RegExp("^x-", "u");
const pattern5 = new RegExp("^[a-z0-9-]{1,64}$", "u");
const pattern6 = new RegExp("^[A-Za-z0-9-]{1,63}$", "u");
const pattern9 = new RegExp("^[\\p{L}_][\\p{L}\\p{M}\\p{N}_-]{0,99}$", "u");
const pattern16 = new RegExp("^[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}_.-]{0,99}$", "u");
const schema35 = {"title":"ModelInRegion","description":"Limits and price of a model in a region.","type":"object","required":["limits","price"],"properties":{"limits":{"description":"Limits of the account.","type":"object","required":["submit","concurrent"],"properties":{"submit":{"description":"Requests that may be sent in a window of time.","type":"object","required":["count","per"],"properties":{"count":{"description":"Requests in each window.","type":"integer","minimum":1,"maximum":100000,"examples":[2]},"per":{"description":"Length of the window.","enum":["second","minute"],"examples":["second"]}},"additionalProperties":false,"examples":[{"count":2,"per":"second"}]},"concurrent":{"description":"Requests in progress at a time, for each mode that the model has; null where nothing bounds them.","type":"object","properties":{"async":{"description":"Tasks in progress at a time.","type":["integer","null"],"minimum":1,"maximum":100000,"examples":[2,null]},"sync":{"description":"Calls in progress at a time.","type":["integer","null"],"minimum":1,"maximum":100000,"examples":[null]}},"additionalProperties":false,"examples":[{"async":2,"sync":null}]}},"additionalProperties":false,"examples":[{"submit":{"count":2,"per":"second"},"concurrent":{"async":2,"sync":null}}]},"price":{"description":"Price of one image: an amount, with a currency or in the manifest's.","type":["string","number"],"examples":[0.05,"0.05 USD"]}},"additionalProperties":false};

function validate16(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate16.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.limits === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "limits"},message:"must have required property '"+"limits"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.price === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "price"},message:"must have required property '"+"price"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!((key0 === "limits") || (key0 === "price"))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.limits !== undefined){
let data0 = data.limits;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.submit === undefined){
const err3 = {instancePath:instancePath+"/limits",schemaPath:"#/properties/limits/required",keyword:"required",params:{missingProperty: "submit"},message:"must have required property '"+"submit"+"'"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data0.concurrent === undefined){
const err4 = {instancePath:instancePath+"/limits",schemaPath:"#/properties/limits/required",keyword:"required",params:{missingProperty: "concurrent"},message:"must have required property '"+"concurrent"+"'"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
for(const key1 in data0){
if(!((key1 === "submit") || (key1 === "concurrent"))){
const err5 = {instancePath:instancePath+"/limits",schemaPath:"#/properties/limits/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data0.submit !== undefined){
let data1 = data0.submit;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(data1.count === undefined){
const err6 = {instancePath:instancePath+"/limits/submit",schemaPath:"#/properties/limits/properties/submit/required",keyword:"required",params:{missingProperty: "count"},message:"must have required property '"+"count"+"'"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data1.per === undefined){
const err7 = {instancePath:instancePath+"/limits/submit",schemaPath:"#/properties/limits/properties/submit/required",keyword:"required",params:{missingProperty: "per"},message:"must have required property '"+"per"+"'"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
for(const key2 in data1){
if(!((key2 === "count") || (key2 === "per"))){
const err8 = {instancePath:instancePath+"/limits/submit",schemaPath:"#/properties/limits/properties/submit/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data1.count !== undefined){
let data2 = data1.count;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
const err9 = {instancePath:instancePath+"/limits/submit/count",schemaPath:"#/properties/limits/properties/submit/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 100000 || isNaN(data2)){
const err10 = {instancePath:instancePath+"/limits/submit/count",schemaPath:"#/properties/limits/properties/submit/properties/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000},message:"must be <= 100000"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data2 < 1 || isNaN(data2)){
const err11 = {instancePath:instancePath+"/limits/submit/count",schemaPath:"#/properties/limits/properties/submit/properties/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
if(data1.per !== undefined){
let data3 = data1.per;
if(!((data3 === "second") || (data3 === "minute"))){
const err12 = {instancePath:instancePath+"/limits/submit/per",schemaPath:"#/properties/limits/properties/submit/properties/per/enum",keyword:"enum",params:{allowedValues: schema35.properties.limits.properties.submit.properties.per.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
else {
const err13 = {instancePath:instancePath+"/limits/submit",schemaPath:"#/properties/limits/properties/submit/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data0.concurrent !== undefined){
let data4 = data0.concurrent;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key3 in data4){
if(!((key3 === "async") || (key3 === "sync"))){
const err14 = {instancePath:instancePath+"/limits/concurrent",schemaPath:"#/properties/limits/properties/concurrent/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data4.async !== undefined){
let data5 = data4.async;
if((!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))) && (data5 !== null)){
const err15 = {instancePath:instancePath+"/limits/concurrent/async",schemaPath:"#/properties/limits/properties/concurrent/properties/async/type",keyword:"type",params:{type: schema35.properties.limits.properties.concurrent.properties.async.type},message:"must be integer,null"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 100000 || isNaN(data5)){
const err16 = {instancePath:instancePath+"/limits/concurrent/async",schemaPath:"#/properties/limits/properties/concurrent/properties/async/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000},message:"must be <= 100000"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(data5 < 1 || isNaN(data5)){
const err17 = {instancePath:instancePath+"/limits/concurrent/async",schemaPath:"#/properties/limits/properties/concurrent/properties/async/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
}
if(data4.sync !== undefined){
let data6 = data4.sync;
if((!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))) && (data6 !== null)){
const err18 = {instancePath:instancePath+"/limits/concurrent/sync",schemaPath:"#/properties/limits/properties/concurrent/properties/sync/type",keyword:"type",params:{type: schema35.properties.limits.properties.concurrent.properties.sync.type},message:"must be integer,null"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 100000 || isNaN(data6)){
const err19 = {instancePath:instancePath+"/limits/concurrent/sync",schemaPath:"#/properties/limits/properties/concurrent/properties/sync/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000},message:"must be <= 100000"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(data6 < 1 || isNaN(data6)){
const err20 = {instancePath:instancePath+"/limits/concurrent/sync",schemaPath:"#/properties/limits/properties/concurrent/properties/sync/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
}
else {
const err21 = {instancePath:instancePath+"/limits/concurrent",schemaPath:"#/properties/limits/properties/concurrent/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
}
else {
const err22 = {instancePath:instancePath+"/limits",schemaPath:"#/properties/limits/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data.price !== undefined){
let data7 = data.price;
if((typeof data7 !== "string") && (!((typeof data7 == "number") && (isFinite(data7))))){
const err23 = {instancePath:instancePath+"/price",schemaPath:"#/properties/price/type",keyword:"type",params:{type: schema35.properties.price.type},message:"must be string,number"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
}
else {
const err24 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
validate16.errors = vErrors;
return errors === 0;
}
validate16.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema36 = {"title":"Asset","description":"Images that share a prompt template: a map of settings, or just the prompt.","type":["string","object"],"pattern":"\\S","properties":{"prompt":{"description":"What the image shows: template text, rendered for each combination. Handlebars with the helpers slug, lower, upper, title, trim, join, default, eq, json and pad, and the blocks if and unless.","type":"string","pattern":"\\S","examples":["{{brand}} poster for {{city}}; {{> house}}"]},"prompt_file":{"description":"A .txt or .md file with the prompt's template text, relative to the manifest.","type":"string","examples":["prompts/poster.md"]},"negative_prompt":{"description":"What the image should not show: template text. None: nothing is sent.","type":"string","examples":["low resolution, extra fingers"]},"matrix":{"description":"Variables with several values each; the asset gets an image of every combination. The first axis varies slowest.","type":"object","properties":{"exclude":{"description":"Combinations to leave out: an entry takes away every combination that has all of its values. A row is named by its id, or by some of its columns. Entries may name model, size and seed.","type":"array","items":{"description":"Values of axes, by the name of the axis.","type":"object","examples":[{"city":"Singapore","palette":"cool"}]},"examples":[[{"city":"Singapore","palette":"cool"}]]},"include":{"description":"Values to add: an entry extends every combination whose own values it does not change, and becomes a combination of its own when there is none.","type":"array","items":{"description":"Values of axes and of further variables, by name.","type":"object","examples":[{"city":"Tokyo","palette":"warm"}]},"examples":[[{"city":"Tokyo","palette":"warm"}]]}},"propertyNames":{"$ref":"#/$defs/variableName"},"additionalProperties":{"title":"Axis","description":"Values of an axis: a list of scalars or rows, or the rows of a data file.","type":["array","object"],"items":{"description":"A value, or a row as a map of columns; its key `id` is its id."},"properties":{"from":{"description":"Data file with the values, relative to the manifest: .csv, .tsv, .json, .jsonl, .yaml or .txt.","type":"string","examples":["data/drinks.csv"]},"id":{"description":"Column whose value stands for a row in file names, derived seeds, samples and excludes. Default: the column `id`, where there is one.","type":"string","examples":["sku"]}},"required":["from"],"additionalProperties":false,"examples":[["Shanghai","Singapore"],{"from":"data/drinks.csv","id":"sku"}]},"examples":[{"city":["Shanghai","Singapore"],"palette":["warm","cool"]}]},"sample":{"description":"Keeps some of the combinations, chosen by hash: the same ones everywhere, and an added value displaces few.","type":"object","required":["count"],"properties":{"count":{"description":"Combinations to keep.","type":"integer","minimum":1,"examples":[20]},"seed":{"description":"Another number chooses other combinations.","type":"integer","minimum":0,"maximum":2147483647,"default":1,"examples":[7]}},"additionalProperties":false,"examples":[{"count":20,"seed":7}]},"model":{"description":"Id of a model of the catalogue (`mintage models`), or a template that gives one.","type":"string","pattern":"\\S","examples":["qwen-image","qwen-image-plus","qwen-image-plus-2026-01-09","qwen-image-max","qwen-image-max-2025-12-30","qwen-image-2.0","qwen-image-2.0-2026-03-03","qwen-image-2.0-pro","qwen-image-2.0-pro-2026-03-03","qwen-image-2.0-pro-2026-04-22","wan2.6-t2i","wan2.5-t2i-preview","wan2.2-t2i-plus","wan2.2-t2i-flash","wan2.1-t2i-plus","wan2.1-t2i-turbo","wanx2.1-t2i-plus","wanx2.1-t2i-turbo","wanx2.0-t2i-turbo"]},"models":{"description":"Several models: each makes an image of every combination.","type":"array","minItems":1,"items":{"description":"Id of a model.","type":"string","pattern":"\\S","examples":["qwen-image","qwen-image-plus","qwen-image-plus-2026-01-09","qwen-image-max","qwen-image-max-2025-12-30","qwen-image-2.0","qwen-image-2.0-2026-03-03","qwen-image-2.0-pro","qwen-image-2.0-pro-2026-03-03","qwen-image-2.0-pro-2026-04-22","wan2.6-t2i","wan2.5-t2i-preview","wan2.2-t2i-plus","wan2.2-t2i-flash","wan2.1-t2i-plus","wan2.1-t2i-turbo","wanx2.1-t2i-plus","wanx2.1-t2i-turbo","wanx2.0-t2i-turbo"]},"examples":[["qwen-image","qwen-image-plus"]]},"size":{"description":"Size of the image in pixels, or a ratio that the model's own table resolves, or a template that gives one. Default: the model's default size.","type":"string","examples":["16:9","1328*1328"]},"sizes":{"description":"Several sizes: an image of every combination in each.","type":"array","minItems":1,"items":{"description":"`W*H`, `WxH` or a ratio.","type":"string"},"examples":[["1:1","16:9"],["928*1664"]]},"seed":{"description":"Seed of the image, or a template that gives one. Always sent.","type":["integer","string"],"minimum":0,"maximum":2147483647,"default":1,"examples":[1,"{{default scene.seed 1}}"]},"seeds":{"description":"Several seeds: an image of every combination with each. A list, a range, or so many derived from the combination itself.","type":["array","object"],"minItems":1,"items":{"description":"A seed.","type":"integer","minimum":0,"maximum":2147483647},"properties":{"from":{"description":"First seed of a range.","type":"integer","minimum":0,"maximum":2147483647,"examples":[100]},"count":{"description":"Seeds in the range.","type":"integer","minimum":1,"maximum":1000000,"examples":[2]},"derive":{"description":"So many seeds computed from the asset's name and the combination: they stay when values are added or moved.","type":"integer","minimum":1,"maximum":1000000,"examples":[2]}},"additionalProperties":false,"examples":[[1,2,3],{"from":100,"count":2},{"derive":2}]},"n":{"description":"Images of one request, where the model can make several; `{{index}}` in the output template tells them apart.","type":"integer","minimum":1,"maximum":100,"default":1,"examples":[4]},"prompt_extend":{"description":"Whether the API rewrites the prompt before it draws. Always sent.","type":"boolean","default":true,"examples":[false]},"watermark":{"description":"Whether the API draws its mark into the image. Always sent.","type":"boolean","default":false,"examples":[true]},"mode":{"description":"How requests are sent: as tasks that survive a crash, as calls held open, or whichever suits the model.","enum":["auto","async","sync"],"default":"auto","examples":["async"]},"on_long_prompt":{"description":"What to do about a prompt beyond the model's limit, which the API cuts silently. Default: error where the limit is counted in characters, else warn.","enum":["error","warn"],"examples":["warn"]},"on_unlisted_size":{"description":"What to do about a size that the model's documents do not have: refuse it, or warn and send it all the same, since the service has been seen to differ from its documents. A request that it refuses costs nothing.","enum":["error","warn"],"default":"error","examples":["warn"]},"output":{"description":"File of the image below output_dir: template text. The extension decides the format: .png .jpg .jpeg .webp .avif. A .png without `labels` is the original, byte for byte.","type":"string","pattern":"\\S","examples":["poster/{{slug city}}-{{palette}}-{{size.label}}-s{{seed}}.png"]},"quality":{"description":"Quality of an image that `output` converts to jpeg, webp or avif. Default: the format's own.","type":"integer","minimum":1,"maximum":100,"examples":[90]},"labels":{"$ref":"#/$defs/labels","description":"What is written into every file of the asset to say that it is AI-generated, as XMP. Changing it costs nothing. A .png output with labels is no longer the original byte for byte, but has its pixels. Default: nothing is written.","examples":[{"iptc":true,"aigc":{"content_producer":"Lotus Tea Co."}}]},"variants":{"description":"Further files made from the same image: resized, cropped, converted. They cost nothing.","type":"array","items":{"$ref":"#/$defs/variant"},"examples":[[{"name":"thumb","width":320,"format":"webp"}]]}},"additionalProperties":false,"examples":["The {{brand}} fox mascot, waving",{"prompt":"A lighthouse, {{style}}","matrix":{"style":["ink","gouache"]}}]};
const pattern7 = new RegExp("\\S", "u");
const schema38 = {"title":"Labels","description":"Labels of AI-generated files.","type":"object","minProperties":1,"properties":{"iptc":{"title":"Iptc","description":"The fields of the IPTC: DigitalSourceType `trainedAlgorithmicMedia`, the AI system, its version (the model id) and the prompt, which everyone who has the file can then read. `false`: none, also where `defaults` has some.","type":["boolean","object"],"properties":{"prompt":{"description":"Whether the prompt is written, with the negative prompt and the one that the API made of it, where known.","type":"boolean","default":true,"examples":[false]},"prompt_writer":{"$ref":"#/$defs/labelText","description":"Who wrote the prompt: a person or a team. Default: not written.","examples":["Lotus design team"]}},"additionalProperties":false,"default":false,"examples":[true,{"prompt_writer":"Lotus design team"},{"prompt":false}]},"aigc":{"title":"Aigc","description":"The property AIGC of TC260, with Label `1` (AI-generated). Its ProduceID is the request key, with `-2` and so on after it for further images of one request.","type":"object","required":["content_producer"],"properties":{"content_producer":{"$ref":"#/$defs/labelText","description":"ContentProducer: name or code of who counts as the producer. It follows from nothing else, so it has to be given.","examples":["Lotus Tea Co."]},"content_propagator":{"$ref":"#/$defs/labelText","description":"ContentPropagator: name or code of who spreads the file. With it, PropagateID is the request key too. Also filled into a label that the API's picture brings along and that names none. Default: both stay empty.","examples":["Lotus Shop"]}},"additionalProperties":false,"examples":[{"content_producer":"Lotus Tea Co.","content_propagator":"Lotus Shop"}]}},"additionalProperties":false,"examples":[{"iptc":true,"aigc":{"content_producer":"Lotus Tea Co."}}]};
const schema39 = {"description":"A line of at most 200 characters.","type":"string","pattern":"^[^\\p{Cc}\\p{Cs}\\s](?:[^\\p{Cc}\\p{Cs}]{0,198}[^\\p{Cc}\\p{Cs}\\s])?$"};
const pattern13 = new RegExp("^[^\\p{Cc}\\p{Cs}\\s](?:[^\\p{Cc}\\p{Cs}]{0,198}[^\\p{Cc}\\p{Cs}\\s])?$", "u");

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate22.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
const err0 = {instancePath,schemaPath:"#/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((key0 === "iptc") || (key0 === "aigc"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.iptc !== undefined){
let data0 = data.iptc;
if((typeof data0 !== "boolean") && (!(data0 && typeof data0 == "object" && !Array.isArray(data0)))){
const err2 = {instancePath:instancePath+"/iptc",schemaPath:"#/properties/iptc/type",keyword:"type",params:{type: schema38.properties.iptc.type},message:"must be boolean,object"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
for(const key1 in data0){
if(!((key1 === "prompt") || (key1 === "prompt_writer"))){
const err3 = {instancePath:instancePath+"/iptc",schemaPath:"#/properties/iptc/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data0.prompt !== undefined){
if(typeof data0.prompt !== "boolean"){
const err4 = {instancePath:instancePath+"/iptc/prompt",schemaPath:"#/properties/iptc/properties/prompt/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data0.prompt_writer !== undefined){
let data2 = data0.prompt_writer;
if(typeof data2 === "string"){
if(!pattern13.test(data2)){
const err5 = {instancePath:instancePath+"/iptc/prompt_writer",schemaPath:"#/$defs/labelText/pattern",keyword:"pattern",params:{pattern: "^[^\\p{Cc}\\p{Cs}\\s](?:[^\\p{Cc}\\p{Cs}]{0,198}[^\\p{Cc}\\p{Cs}\\s])?$"},message:"must match pattern \""+"^[^\\p{Cc}\\p{Cs}\\s](?:[^\\p{Cc}\\p{Cs}]{0,198}[^\\p{Cc}\\p{Cs}\\s])?$"+"\""};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/iptc/prompt_writer",schemaPath:"#/$defs/labelText/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
}
}
if(data.aigc !== undefined){
let data3 = data.aigc;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if(data3.content_producer === undefined){
const err7 = {instancePath:instancePath+"/aigc",schemaPath:"#/properties/aigc/required",keyword:"required",params:{missingProperty: "content_producer"},message:"must have required property '"+"content_producer"+"'"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
for(const key2 in data3){
if(!((key2 === "content_producer") || (key2 === "content_propagator"))){
const err8 = {instancePath:instancePath+"/aigc",schemaPath:"#/properties/aigc/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data3.content_producer !== undefined){
let data4 = data3.content_producer;
if(typeof data4 === "string"){
if(!pattern13.test(data4)){
const err9 = {instancePath:instancePath+"/aigc/content_producer",schemaPath:"#/$defs/labelText/pattern",keyword:"pattern",params:{pattern: "^[^\\p{Cc}\\p{Cs}\\s](?:[^\\p{Cc}\\p{Cs}]{0,198}[^\\p{Cc}\\p{Cs}\\s])?$"},message:"must match pattern \""+"^[^\\p{Cc}\\p{Cs}\\s](?:[^\\p{Cc}\\p{Cs}]{0,198}[^\\p{Cc}\\p{Cs}\\s])?$"+"\""};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/aigc/content_producer",schemaPath:"#/$defs/labelText/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data3.content_propagator !== undefined){
let data5 = data3.content_propagator;
if(typeof data5 === "string"){
if(!pattern13.test(data5)){
const err11 = {instancePath:instancePath+"/aigc/content_propagator",schemaPath:"#/$defs/labelText/pattern",keyword:"pattern",params:{pattern: "^[^\\p{Cc}\\p{Cs}\\s](?:[^\\p{Cc}\\p{Cs}]{0,198}[^\\p{Cc}\\p{Cs}\\s])?$"},message:"must match pattern \""+"^[^\\p{Cc}\\p{Cs}\\s](?:[^\\p{Cc}\\p{Cs}]{0,198}[^\\p{Cc}\\p{Cs}\\s])?$"+"\""};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
else {
const err12 = {instancePath:instancePath+"/aigc/content_propagator",schemaPath:"#/$defs/labelText/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
else {
const err13 = {instancePath:instancePath+"/aigc",schemaPath:"#/properties/aigc/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
else {
const err14 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
validate22.errors = vErrors;
return errors === 0;
}
validate22.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema42 = {"title":"Variant","description":"A file made from the image without asking the API.","type":"object","required":["name"],"properties":{"name":{"$ref":"#/$defs/partOfFileName","description":"Name of the variant, part of its default file name and `{{variant}}` in its output template.","examples":["thumb"]},"width":{"description":"Pixels. Alone: the height follows.","type":"integer","minimum":1,"maximum":16384,"examples":[1200]},"height":{"description":"Pixels. Alone: the width follows.","type":"integer","minimum":1,"maximum":16384,"examples":[630]},"fit":{"description":"How the image takes width and height: cropped to cover them, inside them with borders, stretched, or as large as fits inside or outside.","enum":["cover","contain","fill","inside","outside"],"default":"cover","examples":["contain"]},"position":{"description":"Which part stays where the image is cropped; entropy and attention look for the part with the most to see.","enum":["centre","center","top","right top","right","right bottom","bottom","left bottom","left","left top","north","northeast","east","southeast","south","southwest","west","northwest","entropy","attention"],"default":"centre","examples":["top","attention"]},"format":{"description":"Format of the file. Default: what the extension of `output` says, else png.","enum":["png","jpeg","webp","avif"],"examples":["webp"]},"quality":{"description":"Quality of jpeg, webp and avif. Default: the format's own.","type":"integer","minimum":1,"maximum":100,"examples":[82]},"effort":{"description":"Work put into small files: webp 0 to 6, avif 0 to 9; png and jpeg have none. Each step takes longer. Default: webp 4, avif 3.","type":"integer","minimum":0,"maximum":9,"examples":[6]},"crop":{"description":"Part of the image to keep, in pixels of the image as it came, before it is resized.","type":"object","required":["left","top","width","height"],"properties":{"left":{"description":"Pixels left of the part.","type":"integer","minimum":0,"maximum":16384,"examples":[0]},"top":{"description":"Pixels above the part.","type":"integer","minimum":0,"maximum":16384,"examples":[200]},"width":{"description":"Width of the part.","type":"integer","minimum":1,"maximum":16384,"examples":[1328]},"height":{"description":"Height of the part.","type":"integer","minimum":1,"maximum":16384,"examples":[664]}},"additionalProperties":false,"examples":[{"left":0,"top":200,"width":1328,"height":664}]},"pad":{"description":"Pixels added around the resized image, in the colour of `background`: on every side, or on each side its own.","type":["integer","object"],"minimum":0,"maximum":4096,"properties":{"top":{"description":"Pixels above.","type":"integer","minimum":0,"maximum":4096,"examples":[40]},"right":{"description":"Pixels on the right.","type":"integer","minimum":0,"maximum":4096,"examples":[40]},"bottom":{"description":"Pixels below.","type":"integer","minimum":0,"maximum":4096,"examples":[120]},"left":{"description":"Pixels on the left.","type":"integer","minimum":0,"maximum":4096,"examples":[40]}},"additionalProperties":false,"examples":[40,{"bottom":120}]},"background":{"description":"Colour behind the image, where it is transparent, beside it (`fit: contain`) and around it (`pad`): `\"#rrggbb\"`, `\"#rrggbbaa\"` or `transparent`. In quotes, since a bare `#` begins a comment. Default: transparent, and white in jpeg, which has no transparency.","type":"string","pattern":"^(?:#(?:[0-9A-Fa-f]{2}){3,4}|transparent)$","examples":["#fffdf9","transparent"]},"overlay":{"$ref":"#/$defs/overlay","description":"A picture laid over the finished variant, such as a logo.","examples":[{"file":"brand/logo.svg","gravity":"southeast","width":"20%","margin":24}]},"overlays":{"description":"Several pictures laid over the variant, at most 16, the last one on top.","type":"array","minItems":1,"maxItems":16,"items":{"$ref":"#/$defs/overlay"},"examples":[[{"file":"brand/logo.svg","width":"20%"},{"file":"brand/offer.png","gravity":"northwest"}]]},"output":{"description":"File of the variant below output_dir: template text; `{{stem}}` is the image's path without its extension. Default: `{{stem}}.{{variant}}.<ext>`.","type":"string","pattern":"\\S","examples":["thumbs/{{stem}}.webp"]}},"additionalProperties":false,"examples":[{"name":"og","width":1200,"height":630,"fit":"cover","format":"jpeg","quality":82}]};
const pattern17 = new RegExp("^(?:#(?:[0-9A-Fa-f]{2}){3,4}|transparent)$", "u");
const schema44 = {"title":"Overlay","description":"A picture laid over a variant.","type":"object","required":["file"],"properties":{"file":{"description":"A .png, .jpg, .jpeg, .webp or .svg file, relative to the manifest.","type":"string","examples":["brand/logo.svg"]},"gravity":{"description":"The corner or side of the variant that it is placed at, or its centre.","enum":["centre","center","north","northeast","east","southeast","south","southwest","west","northwest"],"default":"southeast","examples":["northwest"]},"width":{"description":"Pixels, or a share of the variant's width such as `20%`. Alone: the height follows. With `height`: as large as fits both. With neither: its own size.","type":["integer","string"],"minimum":1,"maximum":16384,"pattern":"^(?:[1-9]\\d?(?:\\.\\d{1,2})?|100)%$","examples":["20%",240]},"height":{"description":"Pixels, or a share of the variant's height such as `10%`. Alone: the width follows.","type":["integer","string"],"minimum":1,"maximum":16384,"pattern":"^(?:[1-9]\\d?(?:\\.\\d{1,2})?|100)%$","examples":["10%",64]},"opacity":{"description":"From 0, which cannot be seen, to 1, which hides what is below.","type":"number","minimum":0,"maximum":1,"default":1,"examples":[0.8]},"margin":{"description":"Pixels between it and the sides of the variant that it is placed at.","type":"integer","minimum":0,"maximum":16384,"default":0,"examples":[24]}},"additionalProperties":false,"examples":[{"file":"brand/logo.svg","gravity":"southeast","width":"20%","margin":24}]};
const pattern18 = new RegExp("^(?:[1-9]\\d?(?:\\.\\d{1,2})?|100)%$", "u");

function validate25(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate25.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.file === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "file"},message:"must have required property '"+"file"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((((((key0 === "file") || (key0 === "gravity")) || (key0 === "width")) || (key0 === "height")) || (key0 === "opacity")) || (key0 === "margin"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.file !== undefined){
if(typeof data.file !== "string"){
const err2 = {instancePath:instancePath+"/file",schemaPath:"#/properties/file/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.gravity !== undefined){
let data1 = data.gravity;
if(!((((((((((data1 === "centre") || (data1 === "center")) || (data1 === "north")) || (data1 === "northeast")) || (data1 === "east")) || (data1 === "southeast")) || (data1 === "south")) || (data1 === "southwest")) || (data1 === "west")) || (data1 === "northwest"))){
const err3 = {instancePath:instancePath+"/gravity",schemaPath:"#/properties/gravity/enum",keyword:"enum",params:{allowedValues: schema44.properties.gravity.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.width !== undefined){
let data2 = data.width;
if((!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))) && (typeof data2 !== "string")){
const err4 = {instancePath:instancePath+"/width",schemaPath:"#/properties/width/type",keyword:"type",params:{type: schema44.properties.width.type},message:"must be integer,string"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 16384 || isNaN(data2)){
const err5 = {instancePath:instancePath+"/width",schemaPath:"#/properties/width/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16384},message:"must be <= 16384"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data2 < 1 || isNaN(data2)){
const err6 = {instancePath:instancePath+"/width",schemaPath:"#/properties/width/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(typeof data2 === "string"){
if(!pattern18.test(data2)){
const err7 = {instancePath:instancePath+"/width",schemaPath:"#/properties/width/pattern",keyword:"pattern",params:{pattern: "^(?:[1-9]\\d?(?:\\.\\d{1,2})?|100)%$"},message:"must match pattern \""+"^(?:[1-9]\\d?(?:\\.\\d{1,2})?|100)%$"+"\""};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
if(data.height !== undefined){
let data3 = data.height;
if((!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))) && (typeof data3 !== "string")){
const err8 = {instancePath:instancePath+"/height",schemaPath:"#/properties/height/type",keyword:"type",params:{type: schema44.properties.height.type},message:"must be integer,string"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 16384 || isNaN(data3)){
const err9 = {instancePath:instancePath+"/height",schemaPath:"#/properties/height/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16384},message:"must be <= 16384"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data3 < 1 || isNaN(data3)){
const err10 = {instancePath:instancePath+"/height",schemaPath:"#/properties/height/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(typeof data3 === "string"){
if(!pattern18.test(data3)){
const err11 = {instancePath:instancePath+"/height",schemaPath:"#/properties/height/pattern",keyword:"pattern",params:{pattern: "^(?:[1-9]\\d?(?:\\.\\d{1,2})?|100)%$"},message:"must match pattern \""+"^(?:[1-9]\\d?(?:\\.\\d{1,2})?|100)%$"+"\""};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
if(data.opacity !== undefined){
let data4 = data.opacity;
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 1 || isNaN(data4)){
const err12 = {instancePath:instancePath+"/opacity",schemaPath:"#/properties/opacity/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1},message:"must be <= 1"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(data4 < 0 || isNaN(data4)){
const err13 = {instancePath:instancePath+"/opacity",schemaPath:"#/properties/opacity/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/opacity",schemaPath:"#/properties/opacity/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.margin !== undefined){
let data5 = data.margin;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
const err15 = {instancePath:instancePath+"/margin",schemaPath:"#/properties/margin/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 16384 || isNaN(data5)){
const err16 = {instancePath:instancePath+"/margin",schemaPath:"#/properties/margin/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16384},message:"must be <= 16384"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(data5 < 0 || isNaN(data5)){
const err17 = {instancePath:instancePath+"/margin",schemaPath:"#/properties/margin/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
}
}
else {
const err18 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
validate25.errors = vErrors;
return errors === 0;
}
validate25.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate24.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(func1.call(schema42.properties, key0))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.name !== undefined){
let data0 = data.name;
if(typeof data0 === "string"){
if(!pattern16.test(data0)){
const err2 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/partOfFileName/pattern",keyword:"pattern",params:{pattern: "^[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}_.-]{0,99}$"},message:"must match pattern \""+"^[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}_.-]{0,99}$"+"\""};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/partOfFileName/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.width !== undefined){
let data1 = data.width;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
const err4 = {instancePath:instancePath+"/width",schemaPath:"#/properties/width/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 16384 || isNaN(data1)){
const err5 = {instancePath:instancePath+"/width",schemaPath:"#/properties/width/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16384},message:"must be <= 16384"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data1 < 1 || isNaN(data1)){
const err6 = {instancePath:instancePath+"/width",schemaPath:"#/properties/width/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
}
if(data.height !== undefined){
let data2 = data.height;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
const err7 = {instancePath:instancePath+"/height",schemaPath:"#/properties/height/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 16384 || isNaN(data2)){
const err8 = {instancePath:instancePath+"/height",schemaPath:"#/properties/height/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16384},message:"must be <= 16384"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data2 < 1 || isNaN(data2)){
const err9 = {instancePath:instancePath+"/height",schemaPath:"#/properties/height/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
if(data.fit !== undefined){
let data3 = data.fit;
if(!(((((data3 === "cover") || (data3 === "contain")) || (data3 === "fill")) || (data3 === "inside")) || (data3 === "outside"))){
const err10 = {instancePath:instancePath+"/fit",schemaPath:"#/properties/fit/enum",keyword:"enum",params:{allowedValues: schema42.properties.fit.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.position !== undefined){
let data4 = data.position;
if(!((((((((((((((((((((data4 === "centre") || (data4 === "center")) || (data4 === "top")) || (data4 === "right top")) || (data4 === "right")) || (data4 === "right bottom")) || (data4 === "bottom")) || (data4 === "left bottom")) || (data4 === "left")) || (data4 === "left top")) || (data4 === "north")) || (data4 === "northeast")) || (data4 === "east")) || (data4 === "southeast")) || (data4 === "south")) || (data4 === "southwest")) || (data4 === "west")) || (data4 === "northwest")) || (data4 === "entropy")) || (data4 === "attention"))){
const err11 = {instancePath:instancePath+"/position",schemaPath:"#/properties/position/enum",keyword:"enum",params:{allowedValues: schema42.properties.position.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.format !== undefined){
let data5 = data.format;
if(!((((data5 === "png") || (data5 === "jpeg")) || (data5 === "webp")) || (data5 === "avif"))){
const err12 = {instancePath:instancePath+"/format",schemaPath:"#/properties/format/enum",keyword:"enum",params:{allowedValues: schema42.properties.format.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.quality !== undefined){
let data6 = data.quality;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
const err13 = {instancePath:instancePath+"/quality",schemaPath:"#/properties/quality/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 100 || isNaN(data6)){
const err14 = {instancePath:instancePath+"/quality",schemaPath:"#/properties/quality/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(data6 < 1 || isNaN(data6)){
const err15 = {instancePath:instancePath+"/quality",schemaPath:"#/properties/quality/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
if(data.effort !== undefined){
let data7 = data.effort;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
const err16 = {instancePath:instancePath+"/effort",schemaPath:"#/properties/effort/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 > 9 || isNaN(data7)){
const err17 = {instancePath:instancePath+"/effort",schemaPath:"#/properties/effort/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9},message:"must be <= 9"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(data7 < 0 || isNaN(data7)){
const err18 = {instancePath:instancePath+"/effort",schemaPath:"#/properties/effort/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
if(data.crop !== undefined){
let data8 = data.crop;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.left === undefined){
const err19 = {instancePath:instancePath+"/crop",schemaPath:"#/properties/crop/required",keyword:"required",params:{missingProperty: "left"},message:"must have required property '"+"left"+"'"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(data8.top === undefined){
const err20 = {instancePath:instancePath+"/crop",schemaPath:"#/properties/crop/required",keyword:"required",params:{missingProperty: "top"},message:"must have required property '"+"top"+"'"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(data8.width === undefined){
const err21 = {instancePath:instancePath+"/crop",schemaPath:"#/properties/crop/required",keyword:"required",params:{missingProperty: "width"},message:"must have required property '"+"width"+"'"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(data8.height === undefined){
const err22 = {instancePath:instancePath+"/crop",schemaPath:"#/properties/crop/required",keyword:"required",params:{missingProperty: "height"},message:"must have required property '"+"height"+"'"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
for(const key1 in data8){
if(!((((key1 === "left") || (key1 === "top")) || (key1 === "width")) || (key1 === "height"))){
const err23 = {instancePath:instancePath+"/crop",schemaPath:"#/properties/crop/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data8.left !== undefined){
let data9 = data8.left;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
const err24 = {instancePath:instancePath+"/crop/left",schemaPath:"#/properties/crop/properties/left/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 16384 || isNaN(data9)){
const err25 = {instancePath:instancePath+"/crop/left",schemaPath:"#/properties/crop/properties/left/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16384},message:"must be <= 16384"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(data9 < 0 || isNaN(data9)){
const err26 = {instancePath:instancePath+"/crop/left",schemaPath:"#/properties/crop/properties/left/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
}
if(data8.top !== undefined){
let data10 = data8.top;
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
const err27 = {instancePath:instancePath+"/crop/top",schemaPath:"#/properties/crop/properties/top/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 > 16384 || isNaN(data10)){
const err28 = {instancePath:instancePath+"/crop/top",schemaPath:"#/properties/crop/properties/top/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16384},message:"must be <= 16384"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(data10 < 0 || isNaN(data10)){
const err29 = {instancePath:instancePath+"/crop/top",schemaPath:"#/properties/crop/properties/top/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
if(data8.width !== undefined){
let data11 = data8.width;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
const err30 = {instancePath:instancePath+"/crop/width",schemaPath:"#/properties/crop/properties/width/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 > 16384 || isNaN(data11)){
const err31 = {instancePath:instancePath+"/crop/width",schemaPath:"#/properties/crop/properties/width/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16384},message:"must be <= 16384"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
if(data11 < 1 || isNaN(data11)){
const err32 = {instancePath:instancePath+"/crop/width",schemaPath:"#/properties/crop/properties/width/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
}
if(data8.height !== undefined){
let data12 = data8.height;
if(!(((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12))) && (isFinite(data12)))){
const err33 = {instancePath:instancePath+"/crop/height",schemaPath:"#/properties/crop/properties/height/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 > 16384 || isNaN(data12)){
const err34 = {instancePath:instancePath+"/crop/height",schemaPath:"#/properties/crop/properties/height/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16384},message:"must be <= 16384"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
if(data12 < 1 || isNaN(data12)){
const err35 = {instancePath:instancePath+"/crop/height",schemaPath:"#/properties/crop/properties/height/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
}
}
else {
const err36 = {instancePath:instancePath+"/crop",schemaPath:"#/properties/crop/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data.pad !== undefined){
let data13 = data.pad;
if((!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))) && (!(data13 && typeof data13 == "object" && !Array.isArray(data13)))){
const err37 = {instancePath:instancePath+"/pad",schemaPath:"#/properties/pad/type",keyword:"type",params:{type: schema42.properties.pad.type},message:"must be integer,object"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 > 4096 || isNaN(data13)){
const err38 = {instancePath:instancePath+"/pad",schemaPath:"#/properties/pad/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4096},message:"must be <= 4096"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if(data13 < 0 || isNaN(data13)){
const err39 = {instancePath:instancePath+"/pad",schemaPath:"#/properties/pad/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
for(const key2 in data13){
if(!((((key2 === "top") || (key2 === "right")) || (key2 === "bottom")) || (key2 === "left"))){
const err40 = {instancePath:instancePath+"/pad",schemaPath:"#/properties/pad/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data13.top !== undefined){
let data14 = data13.top;
if(!(((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14))) && (isFinite(data14)))){
const err41 = {instancePath:instancePath+"/pad/top",schemaPath:"#/properties/pad/properties/top/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
if((typeof data14 == "number") && (isFinite(data14))){
if(data14 > 4096 || isNaN(data14)){
const err42 = {instancePath:instancePath+"/pad/top",schemaPath:"#/properties/pad/properties/top/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4096},message:"must be <= 4096"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
if(data14 < 0 || isNaN(data14)){
const err43 = {instancePath:instancePath+"/pad/top",schemaPath:"#/properties/pad/properties/top/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
}
if(data13.right !== undefined){
let data15 = data13.right;
if(!(((typeof data15 == "number") && (!(data15 % 1) && !isNaN(data15))) && (isFinite(data15)))){
const err44 = {instancePath:instancePath+"/pad/right",schemaPath:"#/properties/pad/properties/right/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
if((typeof data15 == "number") && (isFinite(data15))){
if(data15 > 4096 || isNaN(data15)){
const err45 = {instancePath:instancePath+"/pad/right",schemaPath:"#/properties/pad/properties/right/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4096},message:"must be <= 4096"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if(data15 < 0 || isNaN(data15)){
const err46 = {instancePath:instancePath+"/pad/right",schemaPath:"#/properties/pad/properties/right/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
}
if(data13.bottom !== undefined){
let data16 = data13.bottom;
if(!(((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16))) && (isFinite(data16)))){
const err47 = {instancePath:instancePath+"/pad/bottom",schemaPath:"#/properties/pad/properties/bottom/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
if((typeof data16 == "number") && (isFinite(data16))){
if(data16 > 4096 || isNaN(data16)){
const err48 = {instancePath:instancePath+"/pad/bottom",schemaPath:"#/properties/pad/properties/bottom/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4096},message:"must be <= 4096"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
if(data16 < 0 || isNaN(data16)){
const err49 = {instancePath:instancePath+"/pad/bottom",schemaPath:"#/properties/pad/properties/bottom/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
}
if(data13.left !== undefined){
let data17 = data13.left;
if(!(((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17))) && (isFinite(data17)))){
const err50 = {instancePath:instancePath+"/pad/left",schemaPath:"#/properties/pad/properties/left/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if((typeof data17 == "number") && (isFinite(data17))){
if(data17 > 4096 || isNaN(data17)){
const err51 = {instancePath:instancePath+"/pad/left",schemaPath:"#/properties/pad/properties/left/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4096},message:"must be <= 4096"};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if(data17 < 0 || isNaN(data17)){
const err52 = {instancePath:instancePath+"/pad/left",schemaPath:"#/properties/pad/properties/left/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
}
}
}
if(data.background !== undefined){
let data18 = data.background;
if(typeof data18 === "string"){
if(!pattern17.test(data18)){
const err53 = {instancePath:instancePath+"/background",schemaPath:"#/properties/background/pattern",keyword:"pattern",params:{pattern: "^(?:#(?:[0-9A-Fa-f]{2}){3,4}|transparent)$"},message:"must match pattern \""+"^(?:#(?:[0-9A-Fa-f]{2}){3,4}|transparent)$"+"\""};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
else {
const err54 = {instancePath:instancePath+"/background",schemaPath:"#/properties/background/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
if(data.overlay !== undefined){
if(!(validate25(data.overlay, {instancePath:instancePath+"/overlay",parentData:data,parentDataProperty:"overlay",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
}
if(data.overlays !== undefined){
let data20 = data.overlays;
if(Array.isArray(data20)){
if(data20.length > 16){
const err55 = {instancePath:instancePath+"/overlays",schemaPath:"#/properties/overlays/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
if(data20.length < 1){
const err56 = {instancePath:instancePath+"/overlays",schemaPath:"#/properties/overlays/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
const len0 = data20.length;
for(let i0=0; i0<len0; i0++){
if(!(validate25(data20[i0], {instancePath:instancePath+"/overlays/" + i0,parentData:data20,parentDataProperty:i0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
}
}
else {
const err57 = {instancePath:instancePath+"/overlays",schemaPath:"#/properties/overlays/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
if(data.output !== undefined){
let data22 = data.output;
if(typeof data22 === "string"){
if(!pattern7.test(data22)){
const err58 = {instancePath:instancePath+"/output",schemaPath:"#/properties/output/pattern",keyword:"pattern",params:{pattern: "\\S"},message:"must match pattern \""+"\\S"+"\""};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
else {
const err59 = {instancePath:instancePath+"/output",schemaPath:"#/properties/output/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
}
else {
const err60 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
validate24.errors = vErrors;
return errors === 0;
}
validate24.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate21.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((typeof data !== "string") && (!(data && typeof data == "object" && !Array.isArray(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema36.type},message:"must be string,object"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(typeof data === "string"){
if(!pattern7.test(data)){
const err1 = {instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "\\S"},message:"must match pattern \""+"\\S"+"\""};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(func1.call(schema36.properties, key0))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.prompt !== undefined){
let data0 = data.prompt;
if(typeof data0 === "string"){
if(!pattern7.test(data0)){
const err3 = {instancePath:instancePath+"/prompt",schemaPath:"#/properties/prompt/pattern",keyword:"pattern",params:{pattern: "\\S"},message:"must match pattern \""+"\\S"+"\""};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/prompt",schemaPath:"#/properties/prompt/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.prompt_file !== undefined){
if(typeof data.prompt_file !== "string"){
const err5 = {instancePath:instancePath+"/prompt_file",schemaPath:"#/properties/prompt_file/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.negative_prompt !== undefined){
if(typeof data.negative_prompt !== "string"){
const err6 = {instancePath:instancePath+"/negative_prompt",schemaPath:"#/properties/negative_prompt/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.matrix !== undefined){
let data3 = data.matrix;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
for(const key1 in data3){
const _errs10 = errors;
if(typeof key1 === "string"){
if(!pattern9.test(key1)){
const err7 = {instancePath:instancePath+"/matrix",schemaPath:"#/$defs/variableName/pattern",keyword:"pattern",params:{pattern: "^[\\p{L}_][\\p{L}\\p{M}\\p{N}_-]{0,99}$"},message:"must match pattern \""+"^[\\p{L}_][\\p{L}\\p{M}\\p{N}_-]{0,99}$"+"\"",propertyName:key1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/matrix",schemaPath:"#/$defs/variableName/type",keyword:"type",params:{type: "string"},message:"must be string",propertyName:key1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
var valid1 = _errs10 === errors;
if(!valid1){
const err9 = {instancePath:instancePath+"/matrix",schemaPath:"#/properties/matrix/propertyNames",keyword:"propertyNames",params:{propertyName: key1},message:"property name must be valid"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
for(const key2 in data3){
if(!((key2 === "exclude") || (key2 === "include"))){
let data4 = data3[key2];
if(!data4 || typeof data4 != "object"){
const err10 = {instancePath:instancePath+"/matrix/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/matrix/additionalProperties/type",keyword:"type",params:{type: schema36.properties.matrix.additionalProperties.type},message:"must be array,object"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.from === undefined){
const err11 = {instancePath:instancePath+"/matrix/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/matrix/additionalProperties/required",keyword:"required",params:{missingProperty: "from"},message:"must have required property '"+"from"+"'"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
for(const key3 in data4){
if(!((key3 === "from") || (key3 === "id"))){
const err12 = {instancePath:instancePath+"/matrix/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/matrix/additionalProperties/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data4.from !== undefined){
if(typeof data4.from !== "string"){
const err13 = {instancePath:instancePath+"/matrix/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/from",schemaPath:"#/properties/matrix/additionalProperties/properties/from/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data4.id !== undefined){
if(typeof data4.id !== "string"){
const err14 = {instancePath:instancePath+"/matrix/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/id",schemaPath:"#/properties/matrix/additionalProperties/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
}
}
if(data3.exclude !== undefined){
let data7 = data3.exclude;
if(Array.isArray(data7)){
const len0 = data7.length;
for(let i0=0; i0<len0; i0++){
let data8 = data7[i0];
if(!(data8 && typeof data8 == "object" && !Array.isArray(data8))){
const err15 = {instancePath:instancePath+"/matrix/exclude/" + i0,schemaPath:"#/properties/matrix/properties/exclude/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
else {
const err16 = {instancePath:instancePath+"/matrix/exclude",schemaPath:"#/properties/matrix/properties/exclude/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data3.include !== undefined){
let data9 = data3.include;
if(Array.isArray(data9)){
const len1 = data9.length;
for(let i1=0; i1<len1; i1++){
let data10 = data9[i1];
if(!(data10 && typeof data10 == "object" && !Array.isArray(data10))){
const err17 = {instancePath:instancePath+"/matrix/include/" + i1,schemaPath:"#/properties/matrix/properties/include/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
}
else {
const err18 = {instancePath:instancePath+"/matrix/include",schemaPath:"#/properties/matrix/properties/include/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
else {
const err19 = {instancePath:instancePath+"/matrix",schemaPath:"#/properties/matrix/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.sample !== undefined){
let data11 = data.sample;
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
if(data11.count === undefined){
const err20 = {instancePath:instancePath+"/sample",schemaPath:"#/properties/sample/required",keyword:"required",params:{missingProperty: "count"},message:"must have required property '"+"count"+"'"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
for(const key4 in data11){
if(!((key4 === "count") || (key4 === "seed"))){
const err21 = {instancePath:instancePath+"/sample",schemaPath:"#/properties/sample/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data11.count !== undefined){
let data12 = data11.count;
if(!(((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12))) && (isFinite(data12)))){
const err22 = {instancePath:instancePath+"/sample/count",schemaPath:"#/properties/sample/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 < 1 || isNaN(data12)){
const err23 = {instancePath:instancePath+"/sample/count",schemaPath:"#/properties/sample/properties/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
}
if(data11.seed !== undefined){
let data13 = data11.seed;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
const err24 = {instancePath:instancePath+"/sample/seed",schemaPath:"#/properties/sample/properties/seed/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 > 2147483647 || isNaN(data13)){
const err25 = {instancePath:instancePath+"/sample/seed",schemaPath:"#/properties/sample/properties/seed/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(data13 < 0 || isNaN(data13)){
const err26 = {instancePath:instancePath+"/sample/seed",schemaPath:"#/properties/sample/properties/seed/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
}
}
else {
const err27 = {instancePath:instancePath+"/sample",schemaPath:"#/properties/sample/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data.model !== undefined){
let data14 = data.model;
if(typeof data14 === "string"){
if(!pattern7.test(data14)){
const err28 = {instancePath:instancePath+"/model",schemaPath:"#/properties/model/pattern",keyword:"pattern",params:{pattern: "\\S"},message:"must match pattern \""+"\\S"+"\""};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
else {
const err29 = {instancePath:instancePath+"/model",schemaPath:"#/properties/model/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data.models !== undefined){
let data15 = data.models;
if(Array.isArray(data15)){
if(data15.length < 1){
const err30 = {instancePath:instancePath+"/models",schemaPath:"#/properties/models/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
const len2 = data15.length;
for(let i2=0; i2<len2; i2++){
let data16 = data15[i2];
if(typeof data16 === "string"){
if(!pattern7.test(data16)){
const err31 = {instancePath:instancePath+"/models/" + i2,schemaPath:"#/properties/models/items/pattern",keyword:"pattern",params:{pattern: "\\S"},message:"must match pattern \""+"\\S"+"\""};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
else {
const err32 = {instancePath:instancePath+"/models/" + i2,schemaPath:"#/properties/models/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
}
else {
const err33 = {instancePath:instancePath+"/models",schemaPath:"#/properties/models/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data.size !== undefined){
if(typeof data.size !== "string"){
const err34 = {instancePath:instancePath+"/size",schemaPath:"#/properties/size/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data.sizes !== undefined){
let data18 = data.sizes;
if(Array.isArray(data18)){
if(data18.length < 1){
const err35 = {instancePath:instancePath+"/sizes",schemaPath:"#/properties/sizes/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
const len3 = data18.length;
for(let i3=0; i3<len3; i3++){
if(typeof data18[i3] !== "string"){
const err36 = {instancePath:instancePath+"/sizes/" + i3,schemaPath:"#/properties/sizes/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
else {
const err37 = {instancePath:instancePath+"/sizes",schemaPath:"#/properties/sizes/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data.seed !== undefined){
let data20 = data.seed;
if((!(((typeof data20 == "number") && (!(data20 % 1) && !isNaN(data20))) && (isFinite(data20)))) && (typeof data20 !== "string")){
const err38 = {instancePath:instancePath+"/seed",schemaPath:"#/properties/seed/type",keyword:"type",params:{type: schema36.properties.seed.type},message:"must be integer,string"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if((typeof data20 == "number") && (isFinite(data20))){
if(data20 > 2147483647 || isNaN(data20)){
const err39 = {instancePath:instancePath+"/seed",schemaPath:"#/properties/seed/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(data20 < 0 || isNaN(data20)){
const err40 = {instancePath:instancePath+"/seed",schemaPath:"#/properties/seed/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
}
if(data.seeds !== undefined){
let data21 = data.seeds;
if(!data21 || typeof data21 != "object"){
const err41 = {instancePath:instancePath+"/seeds",schemaPath:"#/properties/seeds/type",keyword:"type",params:{type: schema36.properties.seeds.type},message:"must be array,object"};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
if(Array.isArray(data21)){
if(data21.length < 1){
const err42 = {instancePath:instancePath+"/seeds",schemaPath:"#/properties/seeds/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
const len4 = data21.length;
for(let i4=0; i4<len4; i4++){
let data22 = data21[i4];
if(!(((typeof data22 == "number") && (!(data22 % 1) && !isNaN(data22))) && (isFinite(data22)))){
const err43 = {instancePath:instancePath+"/seeds/" + i4,schemaPath:"#/properties/seeds/items/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if((typeof data22 == "number") && (isFinite(data22))){
if(data22 > 2147483647 || isNaN(data22)){
const err44 = {instancePath:instancePath+"/seeds/" + i4,schemaPath:"#/properties/seeds/items/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
if(data22 < 0 || isNaN(data22)){
const err45 = {instancePath:instancePath+"/seeds/" + i4,schemaPath:"#/properties/seeds/items/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
}
}
if(data21 && typeof data21 == "object" && !Array.isArray(data21)){
for(const key5 in data21){
if(!(((key5 === "from") || (key5 === "count")) || (key5 === "derive"))){
const err46 = {instancePath:instancePath+"/seeds",schemaPath:"#/properties/seeds/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data21.from !== undefined){
let data23 = data21.from;
if(!(((typeof data23 == "number") && (!(data23 % 1) && !isNaN(data23))) && (isFinite(data23)))){
const err47 = {instancePath:instancePath+"/seeds/from",schemaPath:"#/properties/seeds/properties/from/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
if((typeof data23 == "number") && (isFinite(data23))){
if(data23 > 2147483647 || isNaN(data23)){
const err48 = {instancePath:instancePath+"/seeds/from",schemaPath:"#/properties/seeds/properties/from/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
if(data23 < 0 || isNaN(data23)){
const err49 = {instancePath:instancePath+"/seeds/from",schemaPath:"#/properties/seeds/properties/from/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
}
if(data21.count !== undefined){
let data24 = data21.count;
if(!(((typeof data24 == "number") && (!(data24 % 1) && !isNaN(data24))) && (isFinite(data24)))){
const err50 = {instancePath:instancePath+"/seeds/count",schemaPath:"#/properties/seeds/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if((typeof data24 == "number") && (isFinite(data24))){
if(data24 > 1000000 || isNaN(data24)){
const err51 = {instancePath:instancePath+"/seeds/count",schemaPath:"#/properties/seeds/properties/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000"};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if(data24 < 1 || isNaN(data24)){
const err52 = {instancePath:instancePath+"/seeds/count",schemaPath:"#/properties/seeds/properties/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
}
if(data21.derive !== undefined){
let data25 = data21.derive;
if(!(((typeof data25 == "number") && (!(data25 % 1) && !isNaN(data25))) && (isFinite(data25)))){
const err53 = {instancePath:instancePath+"/seeds/derive",schemaPath:"#/properties/seeds/properties/derive/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
if((typeof data25 == "number") && (isFinite(data25))){
if(data25 > 1000000 || isNaN(data25)){
const err54 = {instancePath:instancePath+"/seeds/derive",schemaPath:"#/properties/seeds/properties/derive/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000"};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
if(data25 < 1 || isNaN(data25)){
const err55 = {instancePath:instancePath+"/seeds/derive",schemaPath:"#/properties/seeds/properties/derive/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
}
}
}
if(data.n !== undefined){
let data26 = data.n;
if(!(((typeof data26 == "number") && (!(data26 % 1) && !isNaN(data26))) && (isFinite(data26)))){
const err56 = {instancePath:instancePath+"/n",schemaPath:"#/properties/n/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
if((typeof data26 == "number") && (isFinite(data26))){
if(data26 > 100 || isNaN(data26)){
const err57 = {instancePath:instancePath+"/n",schemaPath:"#/properties/n/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
if(data26 < 1 || isNaN(data26)){
const err58 = {instancePath:instancePath+"/n",schemaPath:"#/properties/n/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
}
if(data.prompt_extend !== undefined){
if(typeof data.prompt_extend !== "boolean"){
const err59 = {instancePath:instancePath+"/prompt_extend",schemaPath:"#/properties/prompt_extend/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
if(data.watermark !== undefined){
if(typeof data.watermark !== "boolean"){
const err60 = {instancePath:instancePath+"/watermark",schemaPath:"#/properties/watermark/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
if(data.mode !== undefined){
let data29 = data.mode;
if(!(((data29 === "auto") || (data29 === "async")) || (data29 === "sync"))){
const err61 = {instancePath:instancePath+"/mode",schemaPath:"#/properties/mode/enum",keyword:"enum",params:{allowedValues: schema36.properties.mode.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
if(data.on_long_prompt !== undefined){
let data30 = data.on_long_prompt;
if(!((data30 === "error") || (data30 === "warn"))){
const err62 = {instancePath:instancePath+"/on_long_prompt",schemaPath:"#/properties/on_long_prompt/enum",keyword:"enum",params:{allowedValues: schema36.properties.on_long_prompt.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
if(data.on_unlisted_size !== undefined){
let data31 = data.on_unlisted_size;
if(!((data31 === "error") || (data31 === "warn"))){
const err63 = {instancePath:instancePath+"/on_unlisted_size",schemaPath:"#/properties/on_unlisted_size/enum",keyword:"enum",params:{allowedValues: schema36.properties.on_unlisted_size.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
if(data.output !== undefined){
let data32 = data.output;
if(typeof data32 === "string"){
if(!pattern7.test(data32)){
const err64 = {instancePath:instancePath+"/output",schemaPath:"#/properties/output/pattern",keyword:"pattern",params:{pattern: "\\S"},message:"must match pattern \""+"\\S"+"\""};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
else {
const err65 = {instancePath:instancePath+"/output",schemaPath:"#/properties/output/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data.quality !== undefined){
let data33 = data.quality;
if(!(((typeof data33 == "number") && (!(data33 % 1) && !isNaN(data33))) && (isFinite(data33)))){
const err66 = {instancePath:instancePath+"/quality",schemaPath:"#/properties/quality/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
if((typeof data33 == "number") && (isFinite(data33))){
if(data33 > 100 || isNaN(data33)){
const err67 = {instancePath:instancePath+"/quality",schemaPath:"#/properties/quality/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
if(data33 < 1 || isNaN(data33)){
const err68 = {instancePath:instancePath+"/quality",schemaPath:"#/properties/quality/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
}
if(data.labels !== undefined){
if(!(validate22(data.labels, {instancePath:instancePath+"/labels",parentData:data,parentDataProperty:"labels",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.variants !== undefined){
let data35 = data.variants;
if(Array.isArray(data35)){
const len5 = data35.length;
for(let i5=0; i5<len5; i5++){
if(!(validate24(data35[i5], {instancePath:instancePath+"/variants/" + i5,parentData:data35,parentDataProperty:i5,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
}
}
else {
const err69 = {instancePath:instancePath+"/variants",schemaPath:"#/properties/variants/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
}
validate21.errors = vErrors;
return errors === 0;
}
validate21.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate15(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="manifest.schema.json" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate15.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.version === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "version"},message:"must have required property '"+"version"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.name === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.assets === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "assets"},message:"must have required property '"+"assets"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data){
if(!((func1.call(schema34.properties, key0)) || (pattern4.test(key0)))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.version !== undefined){
if(1 !== data.version){
const err4 = {instancePath:instancePath+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.name !== undefined){
let data1 = data.name;
if(typeof data1 === "string"){
if(!pattern5.test(data1)){
const err5 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9-]{1,64}$"},message:"must match pattern \""+"^[a-z0-9-]{1,64}$"+"\""};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.provider !== undefined){
let data2 = data.provider;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
for(const key1 in data2){
if(!((((key1 === "kind") || (key1 === "region")) || (key1 === "currency")) || (key1 === "workspace"))){
const err7 = {instancePath:instancePath+"/provider",schemaPath:"#/properties/provider/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data2.kind !== undefined){
if(!(data2.kind === "dashscope")){
const err8 = {instancePath:instancePath+"/provider/kind",schemaPath:"#/properties/provider/properties/kind/enum",keyword:"enum",params:{allowedValues: schema34.properties.provider.properties.kind.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data2.region !== undefined){
let data4 = data2.region;
if(!((((data4 === "singapore") || (data4 === "beijing")) || (data4 === "virginia")) || (data4 === "frankfurt"))){
const err9 = {instancePath:instancePath+"/provider/region",schemaPath:"#/properties/provider/properties/region/enum",keyword:"enum",params:{allowedValues: schema34.properties.provider.properties.region.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data2.currency !== undefined){
let data5 = data2.currency;
if(!((data5 === "USD") || (data5 === "CNY"))){
const err10 = {instancePath:instancePath+"/provider/currency",schemaPath:"#/properties/provider/properties/currency/enum",keyword:"enum",params:{allowedValues: schema34.properties.provider.properties.currency.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data2.workspace !== undefined){
let data6 = data2.workspace;
if(typeof data6 === "string"){
if(!pattern6.test(data6)){
const err11 = {instancePath:instancePath+"/provider/workspace",schemaPath:"#/properties/provider/properties/workspace/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9-]{1,63}$"},message:"must match pattern \""+"^[A-Za-z0-9-]{1,63}$"+"\""};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
else {
const err12 = {instancePath:instancePath+"/provider/workspace",schemaPath:"#/properties/provider/properties/workspace/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
else {
const err13 = {instancePath:instancePath+"/provider",schemaPath:"#/properties/provider/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.output_dir !== undefined){
if(typeof data.output_dir !== "string"){
const err14 = {instancePath:instancePath+"/output_dir",schemaPath:"#/properties/output_dir/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.budget !== undefined){
let data8 = data.budget;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
for(const key2 in data8){
if(!((key2 === "max_cost") || (key2 === "max_images"))){
const err15 = {instancePath:instancePath+"/budget",schemaPath:"#/properties/budget/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data8.max_cost !== undefined){
let data9 = data8.max_cost;
if((typeof data9 !== "string") && (!((typeof data9 == "number") && (isFinite(data9))))){
const err16 = {instancePath:instancePath+"/budget/max_cost",schemaPath:"#/properties/budget/properties/max_cost/type",keyword:"type",params:{type: schema34.properties.budget.properties.max_cost.type},message:"must be string,number"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data8.max_images !== undefined){
let data10 = data8.max_images;
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
const err17 = {instancePath:instancePath+"/budget/max_images",schemaPath:"#/properties/budget/properties/max_images/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 < 0 || isNaN(data10)){
const err18 = {instancePath:instancePath+"/budget/max_images",schemaPath:"#/properties/budget/properties/max_images/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
}
else {
const err19 = {instancePath:instancePath+"/budget",schemaPath:"#/properties/budget/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.limits !== undefined){
let data11 = data.limits;
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
for(const key3 in data11){
let data12 = data11[key3];
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
for(const key4 in data12){
if(!((key4 === "submit") || (key4 === "concurrent"))){
const err20 = {instancePath:instancePath+"/limits/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/limits/additionalProperties/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data12.submit !== undefined){
let data13 = data12.submit;
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
if(data13.count === undefined){
const err21 = {instancePath:instancePath+"/limits/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/submit",schemaPath:"#/properties/limits/additionalProperties/properties/submit/required",keyword:"required",params:{missingProperty: "count"},message:"must have required property '"+"count"+"'"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(data13.per === undefined){
const err22 = {instancePath:instancePath+"/limits/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/submit",schemaPath:"#/properties/limits/additionalProperties/properties/submit/required",keyword:"required",params:{missingProperty: "per"},message:"must have required property '"+"per"+"'"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
for(const key5 in data13){
if(!((key5 === "count") || (key5 === "per"))){
const err23 = {instancePath:instancePath+"/limits/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/submit",schemaPath:"#/properties/limits/additionalProperties/properties/submit/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data13.count !== undefined){
let data14 = data13.count;
if(!(((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14))) && (isFinite(data14)))){
const err24 = {instancePath:instancePath+"/limits/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/submit/count",schemaPath:"#/properties/limits/additionalProperties/properties/submit/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if((typeof data14 == "number") && (isFinite(data14))){
if(data14 > 100000 || isNaN(data14)){
const err25 = {instancePath:instancePath+"/limits/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/submit/count",schemaPath:"#/properties/limits/additionalProperties/properties/submit/properties/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000},message:"must be <= 100000"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(data14 < 1 || isNaN(data14)){
const err26 = {instancePath:instancePath+"/limits/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/submit/count",schemaPath:"#/properties/limits/additionalProperties/properties/submit/properties/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
}
if(data13.per !== undefined){
let data15 = data13.per;
if(!((data15 === "second") || (data15 === "minute"))){
const err27 = {instancePath:instancePath+"/limits/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/submit/per",schemaPath:"#/properties/limits/additionalProperties/properties/submit/properties/per/enum",keyword:"enum",params:{allowedValues: schema34.properties.limits.additionalProperties.properties.submit.properties.per.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
}
else {
const err28 = {instancePath:instancePath+"/limits/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/submit",schemaPath:"#/properties/limits/additionalProperties/properties/submit/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data12.concurrent !== undefined){
let data16 = data12.concurrent;
if(!(((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16))) && (isFinite(data16)))){
const err29 = {instancePath:instancePath+"/limits/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/concurrent",schemaPath:"#/properties/limits/additionalProperties/properties/concurrent/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if((typeof data16 == "number") && (isFinite(data16))){
if(data16 > 100000 || isNaN(data16)){
const err30 = {instancePath:instancePath+"/limits/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/concurrent",schemaPath:"#/properties/limits/additionalProperties/properties/concurrent/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000},message:"must be <= 100000"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(data16 < 1 || isNaN(data16)){
const err31 = {instancePath:instancePath+"/limits/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/concurrent",schemaPath:"#/properties/limits/additionalProperties/properties/concurrent/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
}
}
else {
const err32 = {instancePath:instancePath+"/limits/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/limits/additionalProperties/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
}
else {
const err33 = {instancePath:instancePath+"/limits",schemaPath:"#/properties/limits/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data.prices !== undefined){
let data17 = data.prices;
if(data17 && typeof data17 == "object" && !Array.isArray(data17)){
for(const key6 in data17){
let data18 = data17[key6];
if((typeof data18 !== "string") && (!((typeof data18 == "number") && (isFinite(data18))))){
const err34 = {instancePath:instancePath+"/prices/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/prices/additionalProperties/type",keyword:"type",params:{type: schema34.properties.prices.additionalProperties.type},message:"must be string,number"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
}
else {
const err35 = {instancePath:instancePath+"/prices",schemaPath:"#/properties/prices/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data.unlisted_models !== undefined){
let data19 = data.unlisted_models;
if(data19 && typeof data19 == "object" && !Array.isArray(data19)){
for(const key7 in data19){
let data20 = data19[key7];
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
if(data20.family === undefined){
const err36 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/unlisted_models/additionalProperties/required",keyword:"required",params:{missingProperty: "family"},message:"must have required property '"+"family"+"'"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
if(data20.routes === undefined){
const err37 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/unlisted_models/additionalProperties/required",keyword:"required",params:{missingProperty: "routes"},message:"must have required property '"+"routes"+"'"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
if(data20.sizes === undefined){
const err38 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/unlisted_models/additionalProperties/required",keyword:"required",params:{missingProperty: "sizes"},message:"must have required property '"+"sizes"+"'"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if(data20.max_images === undefined){
const err39 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/unlisted_models/additionalProperties/required",keyword:"required",params:{missingProperty: "max_images"},message:"must have required property '"+"max_images"+"'"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(data20.prompt_limit === undefined){
const err40 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/unlisted_models/additionalProperties/required",keyword:"required",params:{missingProperty: "prompt_limit"},message:"must have required property '"+"prompt_limit"+"'"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(data20.negative_prompt_limit === undefined){
const err41 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/unlisted_models/additionalProperties/required",keyword:"required",params:{missingProperty: "negative_prompt_limit"},message:"must have required property '"+"negative_prompt_limit"+"'"};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
if(data20.returns_actual_prompt === undefined){
const err42 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/unlisted_models/additionalProperties/required",keyword:"required",params:{missingProperty: "returns_actual_prompt"},message:"must have required property '"+"returns_actual_prompt"+"'"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
if(data20.regions === undefined){
const err43 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/unlisted_models/additionalProperties/required",keyword:"required",params:{missingProperty: "regions"},message:"must have required property '"+"regions"+"'"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
for(const key8 in data20){
if(!((((((((key8 === "family") || (key8 === "routes")) || (key8 === "sizes")) || (key8 === "max_images")) || (key8 === "prompt_limit")) || (key8 === "negative_prompt_limit")) || (key8 === "returns_actual_prompt")) || (key8 === "regions"))){
const err44 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/unlisted_models/additionalProperties/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data20.family !== undefined){
let data21 = data20.family;
if(!((data21 === "qwen-image") || (data21 === "wan"))){
const err45 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/family",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/family/enum",keyword:"enum",params:{allowedValues: schema34.properties.unlisted_models.additionalProperties.properties.family.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
if(data20.routes !== undefined){
let data22 = data20.routes;
if(data22 && typeof data22 == "object" && !Array.isArray(data22)){
if(Object.keys(data22).length < 1){
const err46 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/routes",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/routes/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
for(const key9 in data22){
if(!((key9 === "async") || (key9 === "sync"))){
const err47 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/routes",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/routes/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(data22.async !== undefined){
let data23 = data22.async;
if(!((data23 === "text2image") || (data23 === "image-generation"))){
const err48 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/routes/async",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/routes/properties/async/enum",keyword:"enum",params:{allowedValues: schema34.properties.unlisted_models.additionalProperties.properties.routes.properties.async.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
if(data22.sync !== undefined){
if(!(data22.sync === "multimodal-generation")){
const err49 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/routes/sync",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/routes/properties/sync/enum",keyword:"enum",params:{allowedValues: schema34.properties.unlisted_models.additionalProperties.properties.routes.properties.sync.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
}
else {
const err50 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/routes",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/routes/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data20.sizes !== undefined){
let data25 = data20.sizes;
if(data25 && typeof data25 == "object" && !Array.isArray(data25)){
if(data25.rule === undefined){
const err51 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/sizes",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/sizes/required",keyword:"required",params:{missingProperty: "rule"},message:"must have required property '"+"rule"+"'"};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if(data25.ratios === undefined){
const err52 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/sizes",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/sizes/required",keyword:"required",params:{missingProperty: "ratios"},message:"must have required property '"+"ratios"+"'"};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
if(data25.default === undefined){
const err53 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/sizes",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/sizes/required",keyword:"required",params:{missingProperty: "default"},message:"must have required property '"+"default"+"'"};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
for(const key10 in data25){
if(!(((key10 === "rule") || (key10 === "ratios")) || (key10 === "default"))){
const err54 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/sizes",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/sizes/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
if(data25.rule !== undefined){
let data26 = data25.rule;
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
if(data26.kind === undefined){
const err55 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/sizes/rule",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/sizes/properties/rule/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'"};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
for(const key11 in data26){
if(!(((((key11 === "kind") || (key11 === "sizes")) || (key11 === "min")) || (key11 === "max")) || (key11 === "ratio"))){
const err56 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/sizes/rule",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/sizes/properties/rule/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key11},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
if(data26.kind !== undefined){
let data27 = data26.kind;
if(!(((data27 === "list") || (data27 === "area")) || (data27 === "side"))){
const err57 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/sizes/rule/kind",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/sizes/properties/rule/properties/kind/enum",keyword:"enum",params:{allowedValues: schema34.properties.unlisted_models.additionalProperties.properties.sizes.properties.rule.properties.kind.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
if(data26.sizes !== undefined){
let data28 = data26.sizes;
if(Array.isArray(data28)){
if(data28.length < 1){
const err58 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/sizes/rule/sizes",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/sizes/properties/rule/properties/sizes/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
const len0 = data28.length;
for(let i0=0; i0<len0; i0++){
if(typeof data28[i0] !== "string"){
const err59 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/sizes/rule/sizes/" + i0,schemaPath:"#/properties/unlisted_models/additionalProperties/properties/sizes/properties/rule/properties/sizes/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
}
else {
const err60 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/sizes/rule/sizes",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/sizes/properties/rule/properties/sizes/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
if(data26.min !== undefined){
let data30 = data26.min;
if(!(((typeof data30 == "number") && (!(data30 % 1) && !isNaN(data30))) && (isFinite(data30)))){
const err61 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/sizes/rule/min",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/sizes/properties/rule/properties/min/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
if((typeof data30 == "number") && (isFinite(data30))){
if(data30 > 50000000 || isNaN(data30)){
const err62 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/sizes/rule/min",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/sizes/properties/rule/properties/min/maximum",keyword:"maximum",params:{comparison: "<=", limit: 50000000},message:"must be <= 50000000"};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
if(data30 < 1 || isNaN(data30)){
const err63 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/sizes/rule/min",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/sizes/properties/rule/properties/min/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
}
if(data26.max !== undefined){
let data31 = data26.max;
if(!(((typeof data31 == "number") && (!(data31 % 1) && !isNaN(data31))) && (isFinite(data31)))){
const err64 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/sizes/rule/max",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/sizes/properties/rule/properties/max/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
if((typeof data31 == "number") && (isFinite(data31))){
if(data31 > 50000000 || isNaN(data31)){
const err65 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/sizes/rule/max",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/sizes/properties/rule/properties/max/maximum",keyword:"maximum",params:{comparison: "<=", limit: 50000000},message:"must be <= 50000000"};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
if(data31 < 1 || isNaN(data31)){
const err66 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/sizes/rule/max",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/sizes/properties/rule/properties/max/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
}
if(data26.ratio !== undefined){
let data32 = data26.ratio;
if(data32 && typeof data32 == "object" && !Array.isArray(data32)){
if(data32.min === undefined){
const err67 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/sizes/rule/ratio",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/sizes/properties/rule/properties/ratio/required",keyword:"required",params:{missingProperty: "min"},message:"must have required property '"+"min"+"'"};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
if(data32.max === undefined){
const err68 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/sizes/rule/ratio",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/sizes/properties/rule/properties/ratio/required",keyword:"required",params:{missingProperty: "max"},message:"must have required property '"+"max"+"'"};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
for(const key12 in data32){
if(!((key12 === "min") || (key12 === "max"))){
const err69 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/sizes/rule/ratio",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/sizes/properties/rule/properties/ratio/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key12},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
if(data32.min !== undefined){
if(typeof data32.min !== "string"){
const err70 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/sizes/rule/ratio/min",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/sizes/properties/rule/properties/ratio/properties/min/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
if(data32.max !== undefined){
if(typeof data32.max !== "string"){
const err71 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/sizes/rule/ratio/max",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/sizes/properties/rule/properties/ratio/properties/max/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
}
else {
const err72 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/sizes/rule/ratio",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/sizes/properties/rule/properties/ratio/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
}
else {
const err73 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/sizes/rule",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/sizes/properties/rule/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
if(data25.ratios !== undefined){
let data35 = data25.ratios;
if(data35 && typeof data35 == "object" && !Array.isArray(data35)){
for(const key13 in data35){
if(typeof data35[key13] !== "string"){
const err74 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/sizes/ratios/" + key13.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/unlisted_models/additionalProperties/properties/sizes/properties/ratios/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
}
else {
const err75 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/sizes/ratios",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/sizes/properties/ratios/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
if(data25.default !== undefined){
if(typeof data25.default !== "string"){
const err76 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/sizes/default",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/sizes/properties/default/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
}
else {
const err77 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/sizes",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/sizes/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
if(data20.max_images !== undefined){
let data38 = data20.max_images;
if(!(((typeof data38 == "number") && (!(data38 % 1) && !isNaN(data38))) && (isFinite(data38)))){
const err78 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/max_images",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/max_images/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
if((typeof data38 == "number") && (isFinite(data38))){
if(data38 > 100 || isNaN(data38)){
const err79 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/max_images",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/max_images/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
if(data38 < 1 || isNaN(data38)){
const err80 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/max_images",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/max_images/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
}
if(data20.prompt_limit !== undefined){
let data39 = data20.prompt_limit;
if(data39 && typeof data39 == "object" && !Array.isArray(data39)){
if(data39.count === undefined){
const err81 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/prompt_limit",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/prompt_limit/required",keyword:"required",params:{missingProperty: "count"},message:"must have required property '"+"count"+"'"};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
if(data39.unit === undefined){
const err82 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/prompt_limit",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/prompt_limit/required",keyword:"required",params:{missingProperty: "unit"},message:"must have required property '"+"unit"+"'"};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
for(const key14 in data39){
if(!((key14 === "count") || (key14 === "unit"))){
const err83 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/prompt_limit",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/prompt_limit/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key14},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
if(data39.count !== undefined){
let data40 = data39.count;
if(!(((typeof data40 == "number") && (!(data40 % 1) && !isNaN(data40))) && (isFinite(data40)))){
const err84 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/prompt_limit/count",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/prompt_limit/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
if((typeof data40 == "number") && (isFinite(data40))){
if(data40 > 1000000 || isNaN(data40)){
const err85 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/prompt_limit/count",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/prompt_limit/properties/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000"};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
if(data40 < 1 || isNaN(data40)){
const err86 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/prompt_limit/count",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/prompt_limit/properties/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
}
if(data39.unit !== undefined){
let data41 = data39.unit;
if(!((data41 === "characters") || (data41 === "tokens"))){
const err87 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/prompt_limit/unit",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/prompt_limit/properties/unit/enum",keyword:"enum",params:{allowedValues: schema34.properties.unlisted_models.additionalProperties.properties.prompt_limit.properties.unit.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
}
else {
const err88 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/prompt_limit",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/prompt_limit/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
if(data20.negative_prompt_limit !== undefined){
let data42 = data20.negative_prompt_limit;
if(!(((typeof data42 == "number") && (!(data42 % 1) && !isNaN(data42))) && (isFinite(data42)))){
const err89 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/negative_prompt_limit",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/negative_prompt_limit/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
if((typeof data42 == "number") && (isFinite(data42))){
if(data42 > 1000000 || isNaN(data42)){
const err90 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/negative_prompt_limit",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/negative_prompt_limit/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000"};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
if(data42 < 0 || isNaN(data42)){
const err91 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/negative_prompt_limit",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/negative_prompt_limit/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
}
}
if(data20.returns_actual_prompt !== undefined){
if(typeof data20.returns_actual_prompt !== "boolean"){
const err92 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/returns_actual_prompt",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/returns_actual_prompt/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
if(data20.regions !== undefined){
let data44 = data20.regions;
if(data44 && typeof data44 == "object" && !Array.isArray(data44)){
if(Object.keys(data44).length < 1){
const err93 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/regions",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/regions/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
for(const key15 in data44){
if(!((((key15 === "singapore") || (key15 === "beijing")) || (key15 === "virginia")) || (key15 === "frankfurt"))){
const err94 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/regions",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/regions/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key15},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
if(data44.singapore !== undefined){
if(!(validate16(data44.singapore, {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/regions/singapore",parentData:data44,parentDataProperty:"singapore",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate16.errors : vErrors.concat(validate16.errors);
errors = vErrors.length;
}
}
if(data44.beijing !== undefined){
if(!(validate16(data44.beijing, {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/regions/beijing",parentData:data44,parentDataProperty:"beijing",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate16.errors : vErrors.concat(validate16.errors);
errors = vErrors.length;
}
}
if(data44.virginia !== undefined){
if(!(validate16(data44.virginia, {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/regions/virginia",parentData:data44,parentDataProperty:"virginia",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate16.errors : vErrors.concat(validate16.errors);
errors = vErrors.length;
}
}
if(data44.frankfurt !== undefined){
if(!(validate16(data44.frankfurt, {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/regions/frankfurt",parentData:data44,parentDataProperty:"frankfurt",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate16.errors : vErrors.concat(validate16.errors);
errors = vErrors.length;
}
}
}
else {
const err95 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/regions",schemaPath:"#/properties/unlisted_models/additionalProperties/properties/regions/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
}
else {
const err96 = {instancePath:instancePath+"/unlisted_models/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/unlisted_models/additionalProperties/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
}
}
else {
const err97 = {instancePath:instancePath+"/unlisted_models",schemaPath:"#/properties/unlisted_models/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
}
if(data.defaults !== undefined){
if(!(validate21(data.defaults, {instancePath:instancePath+"/defaults",parentData:data,parentDataProperty:"defaults",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
}
if(data.vars !== undefined){
let data50 = data.vars;
if(data50 && typeof data50 == "object" && !Array.isArray(data50)){
for(const key16 in data50){
const _errs104 = errors;
if(typeof key16 === "string"){
if(!pattern9.test(key16)){
const err98 = {instancePath:instancePath+"/vars",schemaPath:"#/$defs/variableName/pattern",keyword:"pattern",params:{pattern: "^[\\p{L}_][\\p{L}\\p{M}\\p{N}_-]{0,99}$"},message:"must match pattern \""+"^[\\p{L}_][\\p{L}\\p{M}\\p{N}_-]{0,99}$"+"\"",propertyName:key16};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
else {
const err99 = {instancePath:instancePath+"/vars",schemaPath:"#/$defs/variableName/type",keyword:"type",params:{type: "string"},message:"must be string",propertyName:key16};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
var valid18 = _errs104 === errors;
if(!valid18){
const err100 = {instancePath:instancePath+"/vars",schemaPath:"#/properties/vars/propertyNames",keyword:"propertyNames",params:{propertyName: key16},message:"property name must be valid"};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
}
else {
const err101 = {instancePath:instancePath+"/vars",schemaPath:"#/properties/vars/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
}
if(data.partials !== undefined){
let data51 = data.partials;
if(data51 && typeof data51 == "object" && !Array.isArray(data51)){
for(const key17 in data51){
const _errs110 = errors;
if(typeof key17 === "string"){
if(!pattern9.test(key17)){
const err102 = {instancePath:instancePath+"/partials",schemaPath:"#/$defs/variableName/pattern",keyword:"pattern",params:{pattern: "^[\\p{L}_][\\p{L}\\p{M}\\p{N}_-]{0,99}$"},message:"must match pattern \""+"^[\\p{L}_][\\p{L}\\p{M}\\p{N}_-]{0,99}$"+"\"",propertyName:key17};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
}
else {
const err103 = {instancePath:instancePath+"/partials",schemaPath:"#/$defs/variableName/type",keyword:"type",params:{type: "string"},message:"must be string",propertyName:key17};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
var valid20 = _errs110 === errors;
if(!valid20){
const err104 = {instancePath:instancePath+"/partials",schemaPath:"#/properties/partials/propertyNames",keyword:"propertyNames",params:{propertyName: key17},message:"property name must be valid"};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
}
for(const key18 in data51){
if(typeof data51[key18] !== "string"){
const err105 = {instancePath:instancePath+"/partials/" + key18.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/partials/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
}
}
else {
const err106 = {instancePath:instancePath+"/partials",schemaPath:"#/properties/partials/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
}
if(data.assets !== undefined){
let data53 = data.assets;
if(data53 && typeof data53 == "object" && !Array.isArray(data53)){
if(Object.keys(data53).length < 1){
const err107 = {instancePath:instancePath+"/assets",schemaPath:"#/properties/assets/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties"};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
for(const key19 in data53){
const _errs118 = errors;
if(typeof key19 === "string"){
if(!pattern16.test(key19)){
const err108 = {instancePath:instancePath+"/assets",schemaPath:"#/$defs/partOfFileName/pattern",keyword:"pattern",params:{pattern: "^[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}_.-]{0,99}$"},message:"must match pattern \""+"^[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}_.-]{0,99}$"+"\"",propertyName:key19};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
}
else {
const err109 = {instancePath:instancePath+"/assets",schemaPath:"#/$defs/partOfFileName/type",keyword:"type",params:{type: "string"},message:"must be string",propertyName:key19};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
var valid23 = _errs118 === errors;
if(!valid23){
const err110 = {instancePath:instancePath+"/assets",schemaPath:"#/properties/assets/propertyNames",keyword:"propertyNames",params:{propertyName: key19},message:"property name must be valid"};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
}
for(const key20 in data53){
if(!(validate21(data53[key20], {instancePath:instancePath+"/assets/" + key20.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data53,parentDataProperty:key20,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
}
}
else {
const err111 = {instancePath:instancePath+"/assets",schemaPath:"#/properties/assets/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
if(data.defaults !== undefined){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.defaults !== undefined){
let data55 = data.defaults;
if(!(data55 && typeof data55 == "object" && !Array.isArray(data55))){
const err112 = {instancePath:instancePath+"/defaults",schemaPath:"#/dependentSchemas/defaults/properties/defaults/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
}
}
}
else {
const err113 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
validate15.errors = vErrors;
return errors === 0;
}
validate15.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};
