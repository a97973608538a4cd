;;; tonecheck.el --- ask before a mail goes that tonecheck would hold back
(defun tonecheck-before-send ()
  "Show what tonecheck says of this mail, and ask whether to send it."
  (let ((body (save-excursion (message-goto-body) (buffer-substring (point) (point-max))))
        (said (with-current-buffer (get-buffer-create "*tonecheck*") (erase-buffer) (current-buffer))))
    (unless (eq 0 (call-process-region (concat "\n" body) nil "tonecheck" nil said nil "filter"))
      (display-buffer said)
      (unless (yes-or-no-p "Send it all the same? ") (keyboard-quit)))))
(add-hook 'message-send-hook #'tonecheck-before-send)
