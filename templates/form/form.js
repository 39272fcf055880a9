/* The page of a unit's form. It reads, compares, adds and multiplies decimals; what is asked comes
   with the data. ES5, for the browsers of offices. */
(function () {
'use strict';

/* Decimals: { d: digits without leading zeros, s: how many stand behind the point } */

function trimmed(d, s) {
	d = d.replace(/^0+(?=\d)/, '');
	while (s > 0 && d.charAt(d.length - 1) === '0') {
		d = d.slice(0, -1) || '0';
		s--;
	}
	return { d: d || '0', s: d === '' || d === '0' ? 0 : s };
}

function zeros(n) {
	return n > 0 ? new Array(n + 1).join('0') : '';
}

/* A plain decimal: "12.5" */
function plain(text) {
	var point = text.indexOf('.');
	return point < 0 ? trimmed(text, 0)
		: trimmed(text.slice(0, point) + text.slice(point + 1), text.length - point - 1);
}

function written(a) {
	var d = zeros(a.s - a.d.length + 1) + a.d;
	return a.s === 0 ? d : d.slice(0, d.length - a.s) + '.' + d.slice(d.length - a.s);
}

function add(a, b) {
	var s = Math.max(a.s, b.s), x = a.d + zeros(s - a.s), y = b.d + zeros(s - b.s);
	var n = Math.max(x.length, y.length), carry = 0, out = '', i, sum;
	x = zeros(n - x.length) + x;
	y = zeros(n - y.length) + y;
	for (i = n - 1; i >= 0; i--) {
		sum = +x.charAt(i) + +y.charAt(i) + carry;
		out = (sum % 10) + out;
		carry = sum > 9 ? 1 : 0;
	}
	return trimmed(carry ? '1' + out : out, s);
}

function multiply(a, b) {
	var digits = [], i, j, carry, sum;
	for (i = 0; i < a.d.length + b.d.length; i++) {
		digits.push(0);
	}
	for (i = a.d.length - 1; i >= 0; i--) {
		carry = 0;
		for (j = b.d.length - 1; j >= 0; j--) {
			sum = digits[i + j + 1] + a.d.charAt(i) * b.d.charAt(j) + carry;
			digits[i + j + 1] = sum % 10;
			carry = (sum - sum % 10) / 10;
		}
		digits[i] += carry;
	}
	return trimmed(digits.join(''), a.s + b.s);
}

/* -1, 0, 1 */
function compare(a, b) {
	var s = Math.max(a.s, b.s), x = a.d + zeros(s - a.s), y = b.d + zeros(s - b.s);
	var n = Math.max(x.length, y.length);
	x = zeros(n - x.length) + x;
	y = zeros(n - y.length) + y;
	return x < y ? -1 : x > y ? 1 : 0;
}

/* Full-width signs become those of the keyboard. */
function narrow(text) {
	return text.replace(/[\uFF01-\uFF5E]/g, function (c) {
		return String.fromCharCode(c.charCodeAt(0) - 0xFEE0);
	}).replace(/\u3000/g, ' ').replace(/\u2212/g, '-');
}

var FIGURE = /^ *([+\-]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(?:[eE]([+\-]?\d+) *| *(万?)(亿?) *)$/;

/* What was typed: { value } or { fault, words }; null for nothing. */
function read(text) {
	var found, whole, decimals, power, d, s, point;
	text = narrow(text);
	if (/^\s*$/.test(text)) {
		return null;
	}
	found = FIGURE.exec(text);
	if (!found || (found[2].indexOf(',') >= 0 && found[2].charAt(0) === '0')) {
		return { fault: 'VALUE_NOT_A_NUMBER', words: '请只填一个数，如 27370、2.737万、31.5，只知道下限的如 1200以上；说明写在“进展情况”里' };
	}
	whole = found[2].replace(/,/g, '');
	decimals = found[3] || '';
	if (found[4] !== undefined && found[4] !== '' && +found[4] > decimals.length) {
		return { fault: 'VALUE_SCIENTIFIC', words: '科学计数法可能丢了位数，请写出全部数字' };
	}
	power = found[4] ? Math.max(-99, Math.min(99, +found[4])) : (found[5] ? 4 : 0) + (found[6] ? 8 : 0);
	d = (whole + decimals).replace(/^0+/, '');
	s = decimals.length - power;
	while (d.length > 0 && d.charAt(d.length - 1) === '0') {
		d = d.slice(0, -1);
		s--;
	}
	if (d === '') {
		return { value: plain('0') };
	}
	point = s < 0 ? -s : 0;
	if (s > 9 || d.length > 17 || d.length + point > 17) {
		return { fault: 'VALUE_RANGE', words: '数字过长：最多17位，小数最多9位' };
	}
	if (found[1] === '-') {
		return { fault: 'VALUE_NEGATIVE', words: '不能是负数' };
	}
	return { value: trimmed(d + zeros(point), s < 0 ? 0 : s) };
}

/* Conditions: see the README of this folder. */

function factor(word, values) {
	return word.indexOf(':') < 0 ? plain(word) : values[word] || null;
}

function sum(text, values) {
	var terms = text.split('+'), total = plain('0'), i, j, words, product, one;
	for (i = 0; i < terms.length; i++) {
		words = terms[i].split('*');
		product = plain('1');
		for (j = 0; j < words.length; j++) {
			one = factor(words[j], values);
			if (!one) {
				return null;
			}
			product = multiply(product, one);
		}
		total = add(total, product);
	}
	return total;
}

function holds(when, values) {
	var list = when.split('&'), i, parts, left, right, order;
	for (i = 0; i < list.length; i++) {
		parts = /^(.*?)(<=|>=|!=|<|>|=)(.*)$/.exec(list[i]);
		left = sum(parts[1], values);
		right = sum(parts[3], values);
		if (!left || !right) {
			return false;
		}
		order = compare(left, right);
		if (!{ '<': order < 0, '>': order > 0, '<=': order <= 0, '>=': order >= 0,
			'=': order === 0, '!=': order !== 0 }[parts[2]]) {
			return false;
		}
	}
	return true;
}

/* Of parts that should be equal, the given one that stands most alone; "" when all are. */
function odd(parts, values, fresh) {
	var asked = '', least = 0, known = [], i, j, count;
	for (i = 0; i < parts.length; i++) {
		if (values[parts[i]]) {
			known.push(parts[i]);
		}
	}
	for (i = 0; i < known.length; i++) {
		for (j = 0, count = 0; j < known.length; j++) {
			count += compare(values[known[i]], values[known[j]]) === 0 ? 1 : 0;
		}
		if (fresh[known[i].split(':')[0]] && (!asked || count < least)) {
			asked = known[i];
			least = count;
		}
	}
	return known.length > 1 && asked && least < known.length ? asked.split(':')[0] : '';
}

/* A figure of which only the least is known: { value, words }; null: what was typed is none. */
function least(field, text) {
	var typed = text.replace(/^\s+|\s+$/g, ''), known = [field.now, field.stands], measure, i, one;
	for (i = 0; i < known.length; i++) {
		if (known[i] && known[i].words && known[i].words === typed) {
			return { value: plain(known[i].v), words: known[i].words };
		}
	}
	typed = narrow(typed);
	if (!/以上$/.test(typed) || /[eE]/.test(typed)) {
		return null;
	}
	typed = typed.replace(/\s*以上$/, '');
	measure = narrow(field.measure);
	if (measure && typed.slice(-measure.length) === measure) {
		typed = typed.slice(0, -measure.length);
	}
	one = read(typed);
	return one && one.value ? { value: one.value, words: written(one.value) + field.measure + '以上' } : null;
}

/* One part of a field, with `words` when it is the least that is known. */
function read_part(field, key, typed) {
	var text = typed[key] || '';
	if (key === 'd' && field.fixed && typed.n) {
		text = text || field.fixed;
	}
	return key === 'v' && is_number(field) && least(field, text) || read(text);
}

/* A fraction that is given as one number. */
function is_bare(field, typed) {
	return !!field.either && /\S/.test(typed.v || '');
}

/* As one number and in parts; a denominator that the form itself gives is no part. */
function gives_twice(field, typed) {
	return is_bare(field, typed) && /\S/.test((typed.n || '') + (field.fixed ? '' : typed.d || ''));
}

function is_number(field) {
	return field.kind === 'number' || !!field.either;
}

/* One field: what was typed becomes values, or a fault. */
function take(field, typed, values, out) {
	var keys = field.kind === 'fraction' && !is_bare(field, typed) ? ['n', 'd'] : ['v'];
	var given = 0, i, one, parts = {}, bound = false;
	if (gives_twice(field, typed)) {
		out.push({ id: field.id, code: 'VALUE_TWICE', fault: true, words: '分子、分母和比率只填一样' });
		return false;
	}
	for (i = 0; i < keys.length; i++) {
		one = read_part(field, keys[i], typed);
		if (one && one.fault) {
			out.push({ id: field.id, code: one.fault, fault: true, words: one.words });
			return false;
		}
		if (one) {
			given++;
			parts[keys[i]] = one.value;
			bound = !!one.words;
		}
	}
	if (given === 0) {
		return false;
	}
	if (given < keys.length) {
		one = { code: 'VALUE_FRACTION_PART', words: '分子和分母都要填；没有发生的填0' };
	} else if (field.whole && parts.v.s > 0) {
		one = { code: 'VALUE_WHOLE', words: '应为整数；以“万”计的请写明，如 2.737万' };
	} else if (bound && field.limit) {
		one = { code: 'VALUE_BOUND_LIMIT', words: '有上限，只报下限说明不了是否超出，请填准确的数' };
	} else if (field.fixed && parts.d && compare(parts.d, plain(field.fixed)) !== 0) {
		one = { code: 'VALUE_BASE', words: '分母应为' + field.fixed + '（' + field.fixedName + '）' };
	} else if (parts.d && parts.d.d === '0' && parts.n.d !== '0') {
		one = { code: 'VALUE_NO_BASE', words: '分母为0时分子也应为0' };
	} else {
		for (i = 0; i < keys.length; i++) {
			values[field.id + ':' + keys[i]] = parts[keys[i]];
		}
		return true;
	}
	out.push({ id: field.id, code: one.code, fault: true, words: one.words });
	return false;
}

function stand(field, values) {
	var key;
	for (key in { v: 0, n: 0, d: 0 }) {
		if (field.stands && field.stands[key] !== undefined) {
			values[field.id + ':' + key] = plain(field.stands[key]);
		} else {
			delete values[field.id + ':' + key];
		}
	}
}

function ask(bound, id, typed, out) {
	var answer = bound.code !== 'FIGURE_FELL' && typed[id] ? typed[id].confirms || '' : '';
	out.push({ id: id, code: bound.code, words: bound.words, note: !!bound.note, answered: /\S/.test(answer) });
}

function falls(field, typed, values, out) {
	var i, bound;
	for (i = 0; i < field.bounds.length; i++) {
		bound = field.bounds[i];
		if (bound.code === 'FIGURE_FELL' && holds(bound.when, values)
			&& !/\S/.test(typed[field.id].corrects || '')) {
			ask(bound, field.id, typed, out);
			return true;
		}
	}
	return false;
}

function asked_about(out, id, code) {
	return out.some(function (one) { return one.id === id && one.code === code; });
}

function judge_field(field, typed, values, out) {
	var first = false;
	field.bounds.forEach(function (bound) {
		if (bound.code === 'FIGURE_FELL' || (bound.first && first) || !holds(bound.when, values)) {
			return;
		}
		first = first || !!bound.first;
		ask(bound, field.id, typed, out);
	});
}

function judge_between(data, typed, values, fresh, out) {
	data.between.forEach(function (bound) {
		var id = '';
		if (bound.alike) {
			id = odd(bound.alike, values, fresh);
		} else if (holds(bound.when, values)) {
			id = bound.ask.filter(function (one) { return fresh[one]; })[0] || '';
		}
		if (id && !(bound.afterPart && asked_about(out, id, 'WHOLE_BELOW_PART'))) {
			ask(bound, id, typed, out);
		}
	});
}

/* typed: { id: { v, n, d, corrects, confirms } } -> [{ id, code, words, fault, answered }] */
function judge(data, typed) {
	var values = {}, fresh = {}, out = [], fields = [];
	data.tasks.forEach(function (task) { fields = fields.concat(task.fields); });
	fields.forEach(function (field) {
		var mine = typed[field.id] || {};
		fresh[field.id] = take(field, mine, values, out);
		if (fresh[field.id] && falls(field, typed, values, out)) {
			fresh[field.id] = false;
		}
		if (!fresh[field.id]) {
			stand(field, values);
		}
	});
	fields.forEach(function (field) {
		if (fresh[field.id]) {
			judge_field(field, typed, values, out);
		}
	});
	judge_between(data, typed, values, fresh, out);
	return out;
}

/* The report */

var TEXTS = ['progress', 'problems', 'next', 'expected'];

function quoted(text) {
	return JSON.stringify(text).replace(/[\u2028\u2029]/g, function (c) {
		return '\\u' + c.charCodeAt(0).toString(16);
	});
}

/* A figure as it goes into the report; what is no figure goes as it was typed. */
function figure(text) {
	var one = read(text);
	return one && one.value ? written(one.value) : quoted(text);
}

function report_fraction(field, mine) {
	var parts = [];
	if (/\S/.test(mine.n || '')) {
		parts.push('"numerator": ' + figure(mine.n));
	}
	if (/\S/.test(mine.d || '') || (parts.length && field.fixed)) {
		parts.push('"denominator": ' + figure(mine.d || field.fixed));
	}
	return parts;
}

/* The figure itself, as fields of an object; none: it was not filled in. */
function report_parts(field, mine) {
	var bound;
	if (field.kind === 'fraction' && !is_bare(field, mine)) {
		return report_fraction(field, mine);
	}
	if (!/\S/.test(mine.v || '')) {
		return [];
	}
	bound = is_number(field) && least(field, mine.v);
	if (field.kind === 'stage') {
		return ['"value": ' + (mine.v === '0' ? 'false' : quoted(field.stages[Number(mine.v) - 1]))];
	}
	if (bound) {
		return ['"at_least": ' + written(bound.value), '"words": ' + quoted(bound.words)];
	}
	return ['"value": ' + (field.kind === 'yes' ? String(mine.v === '1') : figure(mine.v))];
}

function report_value(field, mine) {
	var parts = report_parts(field, mine), reasons = [];
	if (parts.length === 0) {
		return '';
	}
	if (gives_twice(field, mine)) {
		parts = parts.concat(report_fraction(field, mine));
	}
	['corrects', 'confirms'].forEach(function (key) {
		if (mine[key] && /\S/.test(mine[key])) {
			reasons.push('"' + key + '": ' + quoted(mine[key]));
		}
	});
	if (parts.length === 1 && reasons.length === 0 && parts[0].indexOf('"value": ') === 0) {
		return parts[0].slice('"value": '.length);
	}
	return '{ ' + parts.concat(reasons).join(', ') + ' }';
}

function report_task(task, draft) {
	var texts = draft.texts[task.no] || {}, values = [], lines = [];
	task.fields.forEach(function (field) {
		var value = report_value(field, draft.values[field.id] || {});
		if (value) {
			values.push('        ' + quoted(field.id) + ': ' + value);
		}
	});
	lines.push('      "no": ' + (/^[1-9][0-9]*$/.test(task.no) ? task.no : quoted(task.no)));
	if (values.length > 0) {
		lines.push('      "values": {\n' + values.join(',\n') + '\n      }');
	}
	TEXTS.forEach(function (key) {
		if (texts[key] && /\S/.test(texts[key])) {
			lines.push('      "' + key + '": ' + quoted(texts[key]));
		}
	});
	return lines.length > 1 ? '    {\n' + lines.join(',\n') + '\n    }' : '';
}

/* The whole file, for a revision and a time. */
function report(data, draft, revision, at) {
	var lines = ['  "unit": ' + quoted(data.unit), '  "period": ' + quoted(data.period),
		'  "revision": ' + revision], tasks = [];
	if (revision > 1) {
		lines.push('  "reason": ' + quoted(draft.reason || ''));
	}
	lines.push('  "submitted_at": ' + quoted(at));
	['reporter', 'approver', 'phone'].forEach(function (key) {
		if (draft[key] && /\S/.test(draft[key])) {
			lines.push('  "' + key + '": ' + quoted(draft[key]));
		}
	});
	data.tasks.forEach(function (task) {
		var one = report_task(task, draft);
		if (one) {
			tasks.push(one);
		}
	});
	lines.push('  "tasks": [\n' + tasks.join(',\n') + '\n  ]');
	return '{\n' + lines.join(',\n') + '\n}\n';
}

function two(n) {
	return (n < 10 ? '0' : '') + n;
}

/* "2020-06-03T16:20:00+08:00", at the office's offset from UTC in minutes. */
function time(now, offset) {
	var t = new Date(now.getTime() + offset * 60000), o = Math.abs(offset);
	return t.getUTCFullYear() + '-' + two(t.getUTCMonth() + 1) + '-' + two(t.getUTCDate()) + 'T'
		+ two(t.getUTCHours()) + ':' + two(t.getUTCMinutes()) + ':' + two(t.getUTCSeconds())
		+ (offset < 0 ? '-' : '+') + two((o - o % 60) / 60) + ':' + two(o % 60);
}

/* What of the draft keeps it from being a report. */
function lacks(data, draft, revision) {
	var words = [];
	if (!data.tasks.some(function (task) { return report_task(task, draft); })) {
		words.push('还没有填写任何任务');
	}
	if (revision > 1 && !/\S/.test(draft.reason || '')) {
		words.push('再次报送须写明原因');
	}
	if (!/\S/.test(draft.reporter || '')) {
		words.push('请填写填报人');
	}
	return words;
}

window.minshengForm = { read: read, written: written, judge: judge, report: report, time: time };

/* The page */

var data = JSON.parse(document.getElementById('data').textContent);
var key = ['minsheng', data.city, data.unit, data.period].join('/');
var draft, saved = null, boxes = {}, states = {}, summary, reasonBox, touched = false;

function element(name, attributes, children) {
	var one = document.createElement(name), k;
	for (k in attributes || {}) {
		if (k === 'text') {
			one.textContent = attributes[k];
		} else {
			one.setAttribute(k, attributes[k]);
		}
	}
	(children || []).forEach(function (child) {
		if (child) {
			one.appendChild(typeof child === 'string' ? document.createTextNode(child) : child);
		}
	});
	return one;
}

/* localStorage may be missing or forbidden for files. */
function remember() {
	try {
		window.localStorage.setItem(key, JSON.stringify({ draft: draft, saved: saved }));
	} catch (ignored) {
		return false;
	}
	return true;
}

function recall() {
	try {
		return JSON.parse(window.localStorage.getItem(key));
	} catch (ignored) {
		return null;
	}
}

/* What was reported, as it is typed: a figure of which the least is known in its words. */
function typed_of(value) {
	var out = {}, k;
	for (k in value || {}) {
		if (k !== 'words') {
			out[k] = value[k];
		}
	}
	if (value && value.words) {
		out.v = value.words;
	}
	return out;
}

function fresh_draft() {
	var out = { values: {}, texts: {}, reason: '', reporter: data.reporter, approver: data.approver,
		phone: data.phone };
	data.tasks.forEach(function (task) {
		out.texts[task.no] = task.now || {};
		task.fields.forEach(function (field) {
			out.values[field.id] = typed_of(field.now);
		});
	});
	return out;
}

function input(id, value, onchange, attributes) {
	var all = { id: id, type: 'text', autocomplete: 'off' }, one, k;
	for (k in attributes || {}) {
		all[k] = attributes[k];
	}
	one = element(all.type === 'area' ? 'textarea' : 'input', all);
	one.value = value || '';
	function changed(event) {
		if (event && event.isComposing) {
			return;
		}
		touched = true;
		onchange(one.value);
		refresh();
	}
	one.addEventListener('input', changed);
	one.addEventListener('compositionend', function () { changed(null); });
	one.addEventListener('change', changed);
	return one;
}

function figure_input(field, part, label, unit) {
	var id = 'f-' + field.id + '-' + part;
	return element('label', { 'for': id }, [label,
		input(id, draft.values[field.id][part], function (text) {
			draft.values[field.id][part] = text;
		}, { 'class': 'figure', inputmode: 'decimal', 'aria-describedby': 'about-' + field.id + ' said-' + field.id }),
		unit ? element('span', { 'class': 'unit', text: unit }) : null]);
}

function yes_input(field, value, words) {
	var id = 'f-' + field.id + '-' + value, one = element('input', { type: 'radio', id: id,
		name: 'f-' + field.id, value: value, 'aria-describedby': 'said-' + field.id });
	one.checked = (draft.values[field.id].v || '') === value;
	one.addEventListener('change', function () {
		touched = true;
		draft.values[field.id].v = value;
		refresh();
	});
	return element('label', { 'for': id }, [one, ' ' + words]);
}

function field_inputs(field) {
	var out = element('div', { 'class': 'inputs' });
	if (field.kind === 'stage') {
		out.appendChild(yes_input(field, '0', '尚未启动'));
		field.stages.forEach(function (name, i) {
			out.appendChild(yes_input(field, String(i + 1), name));
		});
		out.appendChild(yes_input(field, '', '不填'));
	} else if (field.kind === 'yes') {
		out.appendChild(yes_input(field, '1', '是'));
		out.appendChild(yes_input(field, '0', '否'));
		out.appendChild(yes_input(field, '', '不填'));
	} else if (field.kind === 'fraction') {
		out.appendChild(figure_input(field, 'n', field.numerator + ' ', ''));
		out.appendChild(figure_input(field, 'd', '÷ ' + field.denominator + ' ', ''));
		if (field.either) {
			out.appendChild(figure_input(field, 'v', '没有的只填比率 ', field.measure));
		}
	} else {
		out.appendChild(figure_input(field, 'v', '本月填 ', field.measure));
	}
	return out;
}

function why(field, name, words) {
	var id = 'f-' + field.id + '-' + name;
	return element('label', { 'for': id, 'class': 'why ' + name }, [words,
		input(id, draft.values[field.id][name], function (text) {
			draft.values[field.id][name] = text;
		})]);
}

function about(field) {
	var words = field.wanted;
	if (field.target) {
		words += '；目标' + field.target;
	}
	if (field.last) {
		words += '；' + field.lastMonth + '月为' + field.last;
	}
	return words;
}

function field_box(field) {
	var name = field.id + '　' + field.name + (field.measure ? '（' + field.measure + '）' : '');
	var box = element('fieldset', { 'class': 'field' }, [
		element('legend', { text: name }),
		element('p', { 'class': 'about', id: 'about-' + field.id, text: about(field) }),
		field_inputs(field),
		element('div', { id: 'said-' + field.id, 'aria-live': 'polite' }),
		field.cumulative ? why(field, 'corrects', '更正原因 ') : null,
		why(field, 'confirms', '核实说明（数据属实的填写，在通报中印出） ')]);
	boxes[field.id] = box;
	return box;
}

function text_box(task, name, words) {
	var id = 't-' + task.no + '-' + name, before = task.before && task.before[name];
	return element('label', { 'for': id }, [words,
		before ? element('span', { 'class': 'before', text: '上次：' + before }) : null,
		input(id, draft.texts[task.no][name], function (text) {
			draft.texts[task.no][name] = text;
		}, { type: name === 'expected' ? 'text' : 'area' })]);
}

function put_in(field, part, text) {
	if (field.kind === 'yes' || field.kind === 'stage') {
		document.getElementById('f-' + field.id + '-' + text).checked = true;
	} else {
		document.getElementById('f-' + field.id + '-' + part).value = text;
	}
}

/* Last month's figures, where nothing was typed yet. */
function take_over(task) {
	task.fields.forEach(function (field) {
		var mine = draft.values[field.id], stands = typed_of(field.stands), part;
		if (mine.v || mine.n || mine.d) {
			return;
		}
		for (part in stands) {
			if (part === 'v' || part === 'n' || part === 'd') {
				mine[part] = stands[part];
				put_in(field, part, mine[part]);
			}
		}
	});
	touched = true;
	refresh();
}

function task_box(task) {
	var box = element('section', { 'class': 'box', id: 'task-' + task.no }, [
		element('h2', { text: (task.brief ? task.no + '　' + task.brief : '第' + task.no + '项')
			+ (task.lead ? '（牵头）' : '') }),
		element('p', { 'class': 'said', text: task.text })]);
	var same = element('button', { type: 'button', 'class': 'same', text: '未填的数与上月相同' });
	same.addEventListener('click', function () { take_over(task); });
	if (task.fields.some(function (field) { return field.stands; })) {
		box.appendChild(same);
	}
	task.fields.forEach(function (field) { box.appendChild(field_box(field)); });
	box.appendChild(element('div', { 'class': 'texts' }, [text_box(task, 'progress', '进展情况'),
		text_box(task, 'problems', '存在问题'), text_box(task, 'next', '下一步工作'),
		text_box(task, 'expected', '预计完成时间')]));
	return box;
}

/* What a task is called in the list. */
function short_of(task) {
	return task.brief || (task.text.length > 10 ? task.text.slice(0, 9) + '…' : task.text);
}

function task_list() {
	var list = element('nav', { 'class': 'list', 'aria-label': '任务' }, [element('h2', { text: '任务' })]);
	data.tasks.forEach(function (task) {
		var state = element('span', { 'class': 'state' });
		states[task.no] = state;
		list.appendChild(element('a', { href: '#task-' + task.no }, [task.no + ' ' + short_of(task), state]));
	});
	return list;
}

function person(name, words, type) {
	return element('label', { 'for': name }, [words, input(name, draft[name], function (text) {
		draft[name] = text;
	}, { type: type || 'text' })]);
}

function persons_box() {
	reasonBox = element('div', {}, [element('label', { 'for': 'reason' }, ['再次报送的原因 ',
		input('reason', draft.reason, function (text) { draft.reason = text; })])]);
	return element('section', { 'class': 'box' }, [
		element('h2', { text: '填报人' }),
		element('div', { 'class': 'persons' }, [person('reporter', '填报人 '),
			person('approver', '审核人 '), person('phone', '联系电话 ', 'tel')]),
		reasonBox]);
}

function button(words, action, name) {
	var one = element('button', { type: 'button', text: words, 'class': name || '' });
	one.addEventListener('click', action);
	return one;
}

function bar() {
	var file = element('input', { type: 'file', 'class': 'file', accept: '.json', 'aria-label': '打开草稿', id: 'open' });
	file.addEventListener('change', open_draft);
	summary = element('p', { id: 'summary', role: 'status' });
	return element('div', { 'class': 'bar' }, [summary, button('生成报送文件', generate, 'main'),
		button('另存草稿', save_draft), button('打开草稿', function () { file.click(); }),
		button('打印', function () { window.print(); }), file]);
}

function show() {
	var screen = document.getElementById('screen'), main = element('main', {});
	screen.textContent = '';
	boxes = {};
	data.tasks.forEach(function (task) { main.appendChild(task_box(task)); });
	main.appendChild(persons_box());
	screen.appendChild(element('header', { 'class': 'head' }, [
		element('h1', { text: data.unit + '　' + data.month + '进展情况填报表' }),
		element('p', { text: data.subject + '　请于' + data.dueWords + '前报' + data.issuer })]));
	screen.appendChild(element('div', { 'class': 'columns' }, [task_list(), main]));
	screen.appendChild(bar());
	refresh();
}

function show_findings(found) {
	var id, said;
	for (id in boxes) {
		said = boxes[id].querySelector('[aria-live]');
		said.textContent = '';
		boxes[id].className = 'field';
	}
	found.forEach(function (one) {
		var box = boxes[one.id], kind = one.fault ? 'fault' : one.note || one.answered ? 'told' : 'doubt';
		box.querySelector('[aria-live]').appendChild(element('p', { 'class': 'finding ' + kind,
			text: (one.fault ? '错误：' : one.note ? '注意：' : one.answered ? '已说明：' : '请核对：') + one.words + '。' }));
		box.className += one.fault ? ' wrong' : one.note || one.answered ? '' : ' asked';
		if (!one.fault && !one.note) {
			box.className += one.code === 'FIGURE_FELL' ? ' needs-corrects' : ' needs-confirms';
		}
	});
	for (id in boxes) {
		if (/\S/.test((draft.values[id] || {}).corrects || '')) {
			boxes[id].className += ' needs-corrects';
		}
		if (/\S/.test((draft.values[id] || {}).confirms || '')) {
			boxes[id].className += ' needs-confirms';
		}
	}
}

function is_filled(field) {
	var mine = draft.values[field.id];
	return /\S/.test((mine.v || '') + (mine.n || ''));
}

function show_states(found) {
	data.tasks.forEach(function (task) {
		var filled = task.fields.filter(is_filled).length, all = task.fields.length;
		var ids = task.fields.map(function (field) { return field.id; });
		var wrong = found.filter(function (one) {
			return !one.answered && !one.note && ids.indexOf(one.id) >= 0;
		}).length;
		var told = /\S/.test(draft.texts[task.no].progress || '');
		states[task.no].textContent = wrong ? wrong + '处待核' : all ? filled + '/' + all : told ? '已填' : '未填';
		states[task.no].className = 'state' + (wrong ? ' wrong' : filled === all && told ? ' full' : '');
	});
}

function refresh() {
	var found = judge(data, draft.values);
	var faults = found.filter(function (one) { return one.fault; }).length;
	var doubts = found.filter(function (one) { return !one.fault && !one.note && !one.answered; }).length;
	show_findings(found);
	show_states(found);
	reasonBox.style.display = next_revision() > 1 || draft.reason ? 'block' : 'none';
	summary.textContent = faults + '处错误，' + doubts + '处请核对';
	show_paper();
	remember();
}

function download(name, text) {
	var url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
	var link = element('a', { href: url, download: name });
	document.body.appendChild(link);
	link.click();
	document.body.removeChild(link);
	window.setTimeout(function () { URL.revokeObjectURL(url); }, 60000);
}

function next_revision() {
	return saved ? Math.max(saved.revision, data.revision) : data.revision;
}

/* The same content gives the same bytes; other content, once the first was sent, the next revision. */
function generate() {
	var found = judge(data, draft.values), revision = next_revision(), content, words;
	if (found.some(function (one) { return one.fault; })) {
		window.alert('还有错误没有改正，不能生成。草稿已保留。');
		return;
	}
	content = report(data, draft, revision, '');
	if (saved && saved.content && saved.content !== content
		&& window.confirm('内容与上次生成的文件不同。上次的文件已经报出去了吗？\n报了的按“确定”，作为再次报送；没报的按“取消”，用新文件代替。')) {
		revision++;
		content = report(data, draft, revision, '');
		saved = { content: '', revision: revision, at: '' };
		reasonBox.style.display = 'block';
	}
	words = lacks(data, draft, revision);
	if (words.length > 0) {
		window.alert(words.join('；') + '。');
		return;
	}
	if (!saved || saved.content !== content) {
		saved = { content: content, revision: revision, at: time(new Date(), data.offset) };
	}
	remember();
	download(data.file + '-' + data.period + (revision > 1 ? '-第' + revision + '次' : '') + '.json',
		report(data, draft, revision, saved.at));
	summary.textContent = '已生成，在浏览器的“下载”文件夹里；请交给' + data.issuer;
}

function save_draft() {
	download(data.file + '-' + data.period + '-草稿.txt',
		JSON.stringify({ draft: draft, saved: saved, unit: data.unit, period: data.period }));
}

function open_draft(event) {
	var reader = new FileReader();
	reader.onload = function () {
		var given = null;
		try {
			given = JSON.parse(reader.result);
		} catch (ignored) {
			given = null;
		}
		if (!given || !given.draft || given.unit !== data.unit || given.period !== data.period) {
			window.alert('这不是' + data.unit + data.month + '的草稿。');
			return;
		}
		use(given);
		show();
	};
	if (event.target.files[0]) {
		reader.readAsText(event.target.files[0], 'utf-8');
	}
}

/* A draft may be of a form with other fields. */
function use(given) {
	var all = fresh_draft(), k;
	for (k in all) {
		if (k !== 'values' && k !== 'texts' && typeof given.draft[k] === 'string') {
			all[k] = given.draft[k];
		}
	}
	for (k in all.values) {
		all.values[k] = (given.draft.values || {})[k] || all.values[k];
	}
	for (k in all.texts) {
		all.texts[k] = (given.draft.texts || {})[k] || all.texts[k];
	}
	draft = all;
	saved = given.saved || null;
}

/* On paper */

function cell(text, name) {
	return element('td', { text: text || '', 'class': name || '' });
}

function paper_value(field) {
	var mine = draft.values[field.id];
	if (field.kind === 'fraction' && !is_bare(field, mine)) {
		return mine.n || mine.d ? (mine.n || '') + '÷' + (mine.d || field.fixed || '') : '';
	}
	if (field.kind === 'stage') {
		return mine.v ? ['尚未启动'].concat(field.stages)[Number(mine.v)] : '';
	}
	return field.kind === 'yes' ? { '1': '是', '0': '否' }[mine.v || ''] || '' : mine.v || '';
}

function paper_task(task, body) {
	var texts = draft.texts[task.no], row, words;
	row = element('td', { colspan: '5', text: task.no + '　' + (task.brief || task.text) });
	body.appendChild(element('tr', { 'class': 'task' }, [row]));
	task.fields.forEach(function (field) {
		body.appendChild(element('tr', {}, [cell(field.id), cell(field.name), cell(field.last || '', 'number'),
			cell(paper_value(field), 'number'), cell(field.measure)]));
	});
	words = [['进展', texts.progress], ['问题', texts.problems], ['下一步', texts.next], ['预计完成', texts.expected]]
		.filter(function (one) { return one[1]; })
		.map(function (one) { return one[0] + '：' + one[1]; }).join('　');
	if (words) {
		body.appendChild(element('tr', {}, [element('td', { colspan: '5', text: words })]));
	}
}

function show_paper() {
	var paper = document.getElementById('paper'), body = element('tbody', {});
	paper.textContent = '';
	data.tasks.forEach(function (task) { paper_task(task, body); });
	paper.appendChild(element('h1', { text: data.unit + data.month + '进展情况填报表' }));
	paper.appendChild(element('table', {}, [element('thead', {}, [element('tr', {},
		['序号', '指标', '上次', '本月', '单位'].map(function (words, i) {
			return element('th', { scope: 'col', text: words, 'class': i === 2 || i === 3 ? 'number' : '' });
		}))]), body]));
	paper.appendChild(element('div', { 'class': 'sign' }, [
		element('span', { text: '填报人：' + (draft.reporter || '　　　　') }),
		element('span', { text: '审核人：' + (draft.approver || '　　　　') }),
		element('span', { text: '联系电话：' + (draft.phone || '　　　　　　') }),
		element('span', { text: '（单位盖章）　　年　月　日' })]));
}

draft = fresh_draft();
(function () {
	var kept = recall();
	if (kept && kept.draft) {
		use(kept);
	}
}());
show();
window.addEventListener('beforeunload', function (event) {
	if (touched && !remember()) {
		event.preventDefault();
		event.returnValue = '';
	}
});
}());
